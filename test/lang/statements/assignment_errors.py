# Assignment targets that are expressions are refused with a hint (7.2).
for src in ("f() = 1", "1 = x", "'a' = 1", "a + b = 1", "-a = 1", "a < b = 1", "a and b = 1",
            "not a = 1", "lambda: 0 = 1", "a if b else c = 1", "[a, 1] = x",
            "(a, f()) = x", "None = 1", "True = 1", "__debug__ = 1", "... = 1", "{a} = 1",
            "{a: b} = 1", "[x for x in y] = 1", "(x for x in y) = 1", "f'{a}' = 1",
            "a = 1 = b", "a = b() = c", "*a = [1]", "*a, *b = c", "a, (b, *c, *d) = e",
            "(yield) = 1", "def f(): (yield) = 1", "await x = 1", "a.b() = 1",
            "for f() in x: pass", "for 1 in x: pass", "for a + b in x: pass", "for *a in x: pass",
            "for *a, in x: pass", "import a as b.c", "a = ", "= 1",
            "if x = 1: pass", "while a.b = 1: pass", "print(a = b = c)", "x = (y = 1)",
            "assert x = 1", "return = 1", "class = 1", "a b = 1", "a.1 = 2", "(a, b): int = 1"):
    try:
        compile(src, "<t>", "exec")
        print("ok", src)
    except SyntaxError as e:
        print(src, "->", e.msg)
