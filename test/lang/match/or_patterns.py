# Alternatives are tried left to right and must bind the same names (8.6.4.1).
def f(v):
    match v:
        case 1 | 2 | 3: return "small"
        case [x, 0] | [0, x]: return "pair", x
        case "a" | "b" as letter: return "letter", letter
        case {"n": n} | {"m": n}: return "map", n
        case (int() | float()) as num: return "num", num
        case [1 | 2 as a, (3 | 4) as b]: return a, b
        case None | True: return "special"
        case _: return "no"
for v in (2, [5, 0], [0, 6], [0, 0], "b", {"n": 1}, {"m": 2, "n": 3}, 9, 1.5, [1, 4], None, True,
          [2, 5]):
    print(v, f(v))
for src in ("case a | 1: pass", "case 1 | a: pass", "case [a] | [b]: pass",
            "case [a, b] | [b, a]: pass", "case _ | 1: pass", "case 1 | _: pass",
            "case (1 | _) | 2: pass", "case [x] | (x): pass", "case [x] | 5: pass",
            "case 1 | 2 | x: pass", "case [_ | 1]: pass", "case (a | b): pass"):
    try:
        compile("match x:\n " + src, "<t>", "exec")
        print("ok", src)
    except SyntaxError as e:
        print(src, "->", e.msg)
