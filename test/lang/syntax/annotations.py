# Annotated assignment takes one simple target (7.2.2).
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
    'x: int', 'x: int = 1', 'x: int = 1, 2', 'x: int = *a, b', 'x: int = yield', '(x): int',
    '(x): int = 1', 'x.y: int', 'x[0]: int = 1', 'f(): int', 'f().x: int = 1', 'x, y: int',
    '(x, y): int', '[x]: int', '*x: int', '1: int', "'a': int", 'None: int', 'x + y: int',
    'x: int: str', 'x: int = y: str', 'x: int = y = 1', 'x = y: int', 'x: ', 'x: = 1',
    'x: int y', 'x: int =', 'x: *int', 'x: (yield)', 'x: yield', 'def f(): x: (yield)',
    'x: lambda: int', 'x: int if y else str', 'x: int += 1', 'for x: int in y: pass',
    'with a as b: int: pass', 'lambda x: int: x', 'global x: int', 'del x: int', 'import x: int',
    '(x: int)', 'f(x: int)', '[x: int]', 'x: int; y: str = 1', 'if 1: x: int',
    'class C: x: int = 1; y: str', 'def f(x: int, *a: int, y: int = 1, **k: int) -> int: pass',
    'def f(x: int=): pass', 'def f(x:): pass', 'def f() -> : pass', 'def f(): x: int; global x',
    'x: await y', 'async def f(): x: await y', 'x: (y := 1)', 'x: y := 1', 'x -> int',
]

for snippet in SNIPPETS:
    show(snippet)
