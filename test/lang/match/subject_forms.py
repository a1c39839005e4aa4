# The subject is any expression, a bare tuple, starred elements or a walrus (8.6).
x, y, l = 1, 2, [3, 4]
match x, *l, y:
    case a, *b: print(a, b)
match *l,:
    case [p, q]: print(p, q)
match (z := x + 1):
    case 2: print("walrus", z)
match lambda: 5:
    case f: print(f())
match x if y else l:
    case 1: print("conditional")
match [i for i in range(3)]:
    case [0, *r]: print(r)
match (yield_ := None) or "dflt":
    case "dflt": print("or")
def g():
    match (yield 1):
        case "sent": yield "got sent"
        case None: yield "got none"
it = g(); next(it)
print(it.send("sent"))
it = g(); print(list(it))
n = 0
def subj():
    global n
    n += 1
    return n
match subj():
    case 5: pass
    case 6: pass
    case k: print("evaluated once", k, n)
match print("side effect"):
    case None: print("none")
match -x, not y:
    case -1, False: print("ops")
