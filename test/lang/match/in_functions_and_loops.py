# return, break, continue and fall-out from cases inside loops; no fall-through between cases (8.6).
def f(items):
    out = []
    for i in items:
        match i:
            case "stop": break
            case "skip": continue
            case ["ret", v]: return v, out
            case int(n) if n > 100:
                out.append("big")
            case int(): out.append(i)
        out.append("after")
    else:
        out.append("else")
    return out
print(f([1, "skip", 200, "x"]))
print(f([1, "stop", 2]))
print(f([1, ["ret", 9], 2]))
match 1:
    case 1: print("first")
    case 1: print("not again")
match "nothing":
    case 1: print("no")
print("no case is fine")
def g(v):
    match v:
        case 0:
            try:
                return "try"
            finally:
                print("finally")
        case x:
            while x:
                match x:
                    case 3: break
                x -= 1
            return x
print(g(0), g(5), g(2))
def locals_after(v):
    match v:
        case [a, b, 3]: pass
        case [c]: pass
    return sorted(locals())
print(locals_after([1, 2, 3]), locals_after([1]), locals_after(0))
