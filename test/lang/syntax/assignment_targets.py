# Assignment to an expression is refused with the kind of expression and its range (7.2).
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
    '1 = x', 'f() = 1', 'a.b() = 2', 'a + b = c', '-x = 1', '(a, 1) = x', '[a, b()] = x',
    'None = 1', 'True, x = 1, 2', 'x = None = 1', "'a' = 1", "f'{x}' = 1", 'a if b else c = 1',
    'lambda: x = 1', '(lambda: x) = 1', 'a < b = 1', 'a and b = c', 'not a = b', '{a: b} = c',
    '{a, b} = c', '[x for x in y] = 1', '(x for x in y) = 1', '... = 1', 'x = 1 = y',
    '(yield) = 1', '*a, *b = c', '*a = b', 'a, (b, 1) = c', 'await x = 1', '__debug__ = 1',
    'x.__debug__ = 1', '(a := 1) = 2', 'x + 1 = y = 2', 'a() = b() = c', 'x[0]() = 1',
    'x = yield = 1',
]

for snippet in SNIPPETS:
    show(snippet)
