# return, yield, await, break and continue are checked for their place (7).
def show(src, mode="exec"):
    try:
        compile(src, "<test>", mode)
        print("ok", repr(src))
    except SyntaxError as e:
        print(repr(src))
        print("   ", type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset,
              repr(e.text))
    except (ValueError, RecursionError, MemoryError) as e:
        print(repr(src)[:60], "->", type(e).__name__, e)

SNIPPETS = [
    'return', 'return 1', 'class C: return', 'class C:\n  return 1', 'if 1: return', 'yield',
    'yield 1', 'class C: yield', 'x = yield', 'await x', 'def f(): await x', 'lambda: await x',
    'async def f(): [await x for y in z]', '[await x for x in y]',
    'def f(): [await x for x in y]', 'def f(): async with a: b', 'def f(): async for a in b: c',
    'async with a: b', 'async for a in b: c', 'def f(): [a async for a in b]',
    '[a async for a in b]', 'break', 'continue', 'if 1: break', 'def f(): break',
    'class C: continue', 'while 1: pass\nelse: break', 'for x in y: pass\nelse: continue',
    'while 1:\n  def f(): break', 'for x in y:\n  class C: break', 'while 1:\n  lambda: break',
    'with a: break', 'try: break\nexcept: pass', 'while 1:\n  try: pass\n  finally: continue',
    'while 1:\n  try: pass\n  finally: break', 'async def f():\n  yield 1\n  return 2',
    'async def f(): yield from x', 'def f():\n  yield 1\n  return 2', '[(yield) for x in y]',
    'def f(): [(yield) for x in y]', 'def f(): ((yield) for x in y)',
    'def f(): {(yield x): 1 for x in y}', 'def f(): [x for x in (yield)]', 'class C: await x',
]

for snippet in SNIPPETS:
    show(snippet)
