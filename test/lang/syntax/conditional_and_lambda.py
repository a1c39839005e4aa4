# Conditional expressions need else; lambda bodies are single expressions (6.13, 6.14).
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
    'x = 1 if 2', 'x = 1 if', 'x = if 1 else 2', 'x = 1 if 2 else', 'x = 1 if else 2',
    'x = (1 if 2)', 'x = [1 if 2]', 'f(1 if 2)', 'x = 1 if 2 else 3 if 4',
    'x = 1 if 2 else 3 else 4', 'return_ = a if b, c', 'x = a if b else pass',
    'x = pass if a else b', 'x = a if b else c = 1', 'x = a if b = 1 else c',
    'x = a if (b := 1) else c', 'x = a if b := 1 else c', 'lambda: pass', 'lambda: return 1',
    'lambda: x = 1', 'lambda: (x = 1)', 'lambda: (x := 1)', 'lambda: x := 1', 'lambda: if x: y',
    'lambda: for x in y: z', 'lambda x: x if y', 'lambda x: lambda: ', 'lambda x lambda y: 1',
    'lambda x,: x', 'lambda x, *: x', 'lambda *, x: x', 'lambda x=lambda: 1: x', 'lambda x=: x',
    'lambda: yield', 'lambda: (yield)', 'lambda: await x', 'lambda: x, y', 'lambda: *x',
    'lambda: (*x,)', 'lambda x: int: x', 'lambda -> int: x', 'lambda: x; y', 'lambda\n: x',
    '(lambda\n: x)', 'lambda: 1 2', 'x = lambda: 1 if 2 else 3', 'lambda: raise x',
    'lambda: del x', 'lambda: import x', 'lambda: global x', 'lambda: assert x',
]

for snippet in SNIPPETS:
    show(snippet)
