# List, set, dict and tuple displays build fresh objects; dict evaluates key before value (6.2).
def t(x):
    print(x, end=" ")
    return x
print([t(1), t(2)], (t(3), t(4)), {t(5): t(6), t(7): t(8)}, {t(9)})
print([] is [], {} is {}, [1] == [1], () == (), (1,), (1, 2,), [1, 2, ], {1, }, {1: 2, })
print({1: "a", 1.0: "b", True: "c"}, {"a": 1, "b": 2, "a": 3}, len({0, 0.0, False}),
      {0, 0.0, False})
def lists(): return [], {}, set()
x, y = lists(), lists()
x[0].append(1); x[1]["k"] = 1; x[2].add(1)
print(x, y)
def const(): return [1, 2, 3], (1, 2, [3]), {"a": 1}
p, q = const(), const()
p[0].append(4); p[1][2].append(5); p[2]["b"] = 2
print(p, q)
for src in ("{[]: 1}", "{{}}", "{[1]}", "{{}: 1}", "{(1, []): 1}", "{set(): 1}", "[][0]", "()[0]",
            "{}[0]", "{1: 2}[2]"):
    try:
        eval(src)
    except (TypeError, IndexError, KeyError) as e:
        print(src, "->", type(e).__name__, e)
big = [i for i in range(3)] + [*range(3, 300)]
exec("lit = [" + ",".join(map(str,
     range(1000))) + "]; d = {" + ",".join(f"{i}:{i}" for i in range(1000)) + "}; s = {" + ",".join(map(str, range(1000))) + "}")
print(len(big), len(lit), len(d), len(s), lit[-1], d[999])
