# := may not rebind an iteration variable, sit in an iterable, or appear in a class-body comprehension (PEP 572).
for src in ("[i := 0 for i in range(5)]", "[[(i := 0) for j in x] for i in x]",
            "[i for i in (j := x)]",
            "[i for i in x if (i := 1)]", "[k for j in x for k in (m := y)]",
            "class C: [a := 1 for b in c]",
            "class C:\n def f(self): return [a := 1 for b in c]", "[(lambda: (z := 1)) for i in x]",
            "{(k := 1): 2 for i in x}", "(x := 1 for x in y)", "[x for x in y for z in (x := w)]",
            "x := 1", "f(a := 1, b=(c := 2))", "f(a=b := 1)", "(a.b := 1)", "(a[0] := 1)",
            "((a, b) := 1)",
            "lambda: x := 1", "(lambda: (x := 1))", "def f(a = b := 1): pass", "x = y := 1",
            "(x: int := 1)",
            "a[b := 1]", "a[b := 1 : 2]", "{a := 1}", "{a: b := 1}", "del (x := 1)",
            "with (x := y): pass"):
    try:
        compile(src, "<t>", "exec")
        print("ok", src)
    except SyntaxError as e:
        print(src, "->", e.msg)
