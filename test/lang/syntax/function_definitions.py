# Parameter lists are checked for order, duplicates and stray markers (8.7).
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
    'def f(a, a): pass', 'def f(a, *, a): pass', 'def f(a=1, b): pass', 'def f(*): pass',
    'def f(*, **k): pass', 'def f(*a, *b): pass', 'def f(**k, a): pass', 'def f(**k, *a): pass',
    'def f(**k, **j): pass', 'def f(/, a): pass', 'def f(a, /, b, /): pass',
    'def f(*, a, /): pass', 'def f(*a, /): pass', 'def f(a, /, *): pass', 'def f(a,, b): pass',
    'def f((a, b)): pass', 'def f(a.b): pass', 'def f(1): pass', "def f('a'): pass",
    'def f(a=): pass', 'def f(*a=1): pass', 'def f(**k=1): pass', 'def f(a: ): pass',
    'def f(a b): pass', 'def f a: pass', 'def f: pass', 'def (): pass', 'def f()',
    'def f(a, b: int=): pass', 'def f(*, a=1, b): pass', 'lambda a, a: 0', 'lambda a=1, b: 0',
    'lambda *: 0', 'lambda **k, a: 0', 'lambda /: 0', 'lambda (a): 0', 'lambda a.b: 0',
    'lambda a:', 'lambda', 'lambda x: yield', 'def f() -> : pass', 'def f(*args: *int): pass',
    'def f(a: *int): pass', 'def f(): x = 1; global x', 'async def f',
]

for snippet in SNIPPETS:
    show(snippet)
