# Misplaced global and nonlocal statements are syntax errors (7.12, 7.13).
for src in ("nonlocal x", "def f():\n nonlocal x", "def f():\n x = 1\n nonlocal x",
            "def f():\n x = 1\n global x", "def f():\n print(x)\n global x", "def f(x):\n global x",
            "def f(x):\n nonlocal x", "def f():\n x = 1\n def g():\n  nonlocal x\n  global x",
            "x = 1\nglobal x", "class C:\n nonlocal y", "def f():\n def g():\n  nonlocal __class__",
            "x = 1\ndef f():\n nonlocal x", "def f():\n global y\n def g():\n  nonlocal y",
            "def f():\n for x in y: pass\n global x", "def f():\n x: int = 1\n global x",
            "def f():\n global x\n x: int = 1"):
    try:
        compile(src, "<t>", "exec")
        print("ok", repr(src))
    except SyntaxError as e:
        print(e.msg, e.lineno)
