# return, yield, break and continue outside their place are syntax errors (7.6, 7.9, 7.10).
for src in ("return", "break", "continue", "if 1: break", "def f(): break",
            "for x in y:\n def f(): break", "while 1:\n class C: continue",
            "for x in y: pass\nelse: break",
            "for x in y:\n for z in w: pass\n else: break",
            "while 1:\n try: pass\n finally: continue", "yield", "class C: return 1",
            "lambda: return 1", "def f(): return *a, b",
            "def f(): return *a", "def f(): yield *a", "def f(): yield *a, b",
            "def f(): x = yield from y, z", "def f(): yield from", "async def f(): yield from x",
            "async def f():\n yield 1\n return 1", "async def f():\n yield 1\n return",
            "with a: break", "for x in y:\n with z: break", "match x:\n case 1: break",
            "lambda: (yield)", "class C: x = yield", "[break for x in y]", "def f(a=(yield)): pass",
            "def g():\n def f(a=(yield)): pass", "while 1: lambda: break", "async def f(): await",
            "def f(): await x", "def f():\n async def g(): await x", "def f(): return yield 1",
            "def f(): return (yield 1)", "print(yield)", "def f(): print(yield)",
            "def f(): x = yield = 1"):
    try:
        compile(src, "<t>", "exec"); print("ok", repr(src))
    except SyntaxError as e:
        print(repr(src), "->", e.msg, e.lineno)
