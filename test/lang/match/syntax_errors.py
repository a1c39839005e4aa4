# Patterns accept only their grammar; irrefutable cases must come last (8.6).
for src in ("case x: pass\n case 1: pass", "case _: pass\n case 1: pass",
            "case x if y: pass\n case 1: pass", "case (x): pass\n case 2: pass",
            "case [*a, *b]: pass", "case [*a, 1, *_]: pass", "case *a: pass", "case (*a): pass",
            "case (*a,): pass", "case a + b: pass", "case 1 + 2: pass",
            "case 1 + 2j: pass", "case 1j + 2: pass", "case -a: pass", "case +1: pass",
            "case not a: pass", "case f'a': pass", "case a.b(): pass",
            "case A(x, x): pass", "case A(x=1, x=2): pass", "case A(x=1, 2): pass",
            "case A(**k): pass", "case A(*a): pass", "case [a, a]: pass",
            "case a, b: pass", "case a, *b: pass", "case (a, b),: pass", "case (): pass",
            "case ...: pass", "case {1, 2}: pass", "case lambda: 0: pass",
            "case a[0]: pass", "case: pass", "case 1", "case 'a' b'b': pass", "case A(a.b=1): pass",
            "case -1 - -1j: pass", "case (1): pass", "case 1.0e3 - 2J: pass"):
    try:
        compile("match x:\n " + src, "<t>", "exec")
        print("ok", repr(src))
    except SyntaxError as e:
        print(repr(src), "->", e.msg, e.lineno)
