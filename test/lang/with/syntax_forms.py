# Parenthesised with items, trailing commas and misuse (8.5, 3.10 grammar).
for src in ("with (a as b): pass", "with (a as b,): pass", "with (a, b): pass",
            "with (a, b) as c: pass", "with (a as b), c: pass",
            "with (a, b as c, d): pass", "with (yield): pass", "with a as b.c, d as e[0]: pass",
            "with (a): pass", "with (a) as b: pass",
            "with a,: pass", "with: pass", "with a as: pass", "with a as 1: pass",
            "with a as f(): pass", "with a as (b, c()): pass",
            "with a as b, c as None: pass", "with a as b + c: pass", "with (a as b) as c: pass",
            "with a b: pass", "with a\n  pass",
            "with a:\npass", "with a as *b: pass", "with (a as 1): pass", "with (*a, b): pass",
            "with (a := b): pass", "with a := b: pass",
            "with lambda: 0 as x: pass", "with (a, b as c): pass", "with a as (b): pass",
            "with a as (b, *c): pass", "with (a, *b) as c: pass"):
    try:
        compile(src, "<t>", "exec")
        print("ok", src)
    except SyntaxError as e:
        print(repr(src), "->", type(e).__name__, e.msg)
