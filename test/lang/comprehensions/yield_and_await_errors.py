# yield is refused inside comprehensions and await outside coroutines (6.2.4).
for src in ("def f(): [(yield x) for x in y]", "def f(): ((yield x) for x in y)",
            "def f(): {(yield): 1 for x in y}",
            "def f(): [x for x in (yield)]", "def f(): [(yield from x) for x in y]",
            "def f(): [await x for x in y]",
            "async def f(): return [await x for x in y]",
            "async def f(): return [x async for x in y]",
            "def f(): return [x async for x in y]", "def f(): return (x async for x in y)",
            "async def f(): return (await x for x in y)", "[await x for x in y]", "await x",
            "yield 1",
            "class C: yield 1", "return 1", "class C: return", "lambda: (yield)",
            "async def f(): yield from x",
            "def f(): async with x: pass", "def f(): async for x in y: pass",
            "async def f():\n yield 1\n return 2"):
    try:
        compile(src, "<t>", "exec")
        print("ok", src)
    except SyntaxError as e:
        print(src, "->", e.msg)
