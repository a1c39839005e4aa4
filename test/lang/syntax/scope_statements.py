# global and nonlocal are checked against other uses of the name (7.12, 7.13).
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
    'global', 'global a,', 'global a.b', 'global a = 1', 'nonlocal a', 'def f(): nonlocal a',
    'def f(a): global a', 'def f(a): nonlocal a', 'def f():\n  a = 1\n  global a',
    'def f():\n  print(a)\n  global a', 'def f():\n  a: int\n  global a',
    'def f():\n  global a\n  a: int = 1', 'def f():\n  global a\n  nonlocal a',
    'def f():\n  nonlocal a\n  global a',
    'def f():\n  a = 1\n  def g():\n    a = 2\n    nonlocal a',
    'def f():\n  a = 1\n  def g():\n    print(a)\n    nonlocal a',
    'class C:\n  a = 1\n  global a', 'class C:\n  nonlocal a',
    'def f():\n  class C:\n    nonlocal a', 'def f():\n  a = 1\n  class C:\n    nonlocal a',
    'def f():\n  import a\n  global a', 'def f():\n  def a(): pass\n  global a',
    'def f():\n  for a in b: pass\n  global a', 'def f():\n  with a as b: pass\n  global b',
    'def f():\n  try: pass\n  except E as a: pass\n  global a',
    'def f():\n  [a for a in b]\n  global a', 'def f():\n  (a := 1)\n  global a',
    'def f():\n  a += 1\n  global a', 'def f():\n  del a\n  global a',
    'global x\nx = 1\nglobal x', 'def f():\n  global a, a', 'x: int\nglobal x',
    'lambda: (global_ := 1)', 'def f(*a): global a', 'def f(**k): nonlocal k',
]

for snippet in SNIPPETS:
    show(snippet)
