# Malformed parameter lists are refused at compile time (8.7).
for src in ("def f(a, a): pass", "def f(a, *a): pass", "lambda x, x: 0", "def f(a=1, b): pass",
            "def f(*): pass", "def f(*, **k): pass", "def f(**k, a): pass",
            "def f(a, *b, *c): pass",
            "def f(/, a): pass", "def f(a, /, b, /): pass", "def f(a, *, b, /): pass", "f(a=1, 2)",
            "f(**k, *a)", "f(a for a in b, c)", "f(a=1, a=2)", "f(1=2)", "f(a.b=1)", "f(None=1)",
            "def f(None): pass", "def f(a, (b, c)): pass"):
    try:
        compile(src, "<t>", "exec")
        print("ok", src)
    except SyntaxError as e:
        print(src, "->", e.msg)
