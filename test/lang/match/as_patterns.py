# as binds what its whole sub-pattern matched (8.6.4.3).
match [1, (2, 3), {"k": [4]}]:
    case [int() as a, (b, c) as pair, {"k": [d] as inner} as m] as whole:
        print(a, b, c, pair, d, inner, m, whole)
match 5:
    case (1 | 5) as x: print(x)
match "text":
    case str(s) as t: print(s, t, s is t)
match (1, 2, 3):
    case (first, *others) as everything: print(first, others, everything)
match {"a": {"b": 1}}:
    case {"a": {"b": int() as v} as inner}: print(v, inner)
for src in ("case x as x: pass", "case x as y: pass", "case _ as y: pass", "case 1 as _: pass",
            "case [x] as x: pass", "case 1 as a.b: pass",
            "case 1 as a[0]: pass", "case 1 as f(): pass", "case (1 as a) as b: pass",
            "case 1 as a as b: pass", "case *a as b: pass", "case [*a as b]: pass",
            "case [1 as a, 2 as b]: pass", "case 1 as 2: pass", "case 1 as (a): pass",
            "case 1 as None: pass"):
    try:
        compile("match x:\n " + src, "<t>", "exec")
        print("ok", src)
    except SyntaxError as e:
        print(src, "->", e.msg)
