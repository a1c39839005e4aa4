# Keywords cannot be names (2.3.1).
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
    'if = 1', 'class = 2', 'def if(): pass', 'class for: pass', 'x.class', 'f(if=1)',
    'import for', 'from if import x', 'import x as while', 'for if in x: pass', 'lambda if: 0',
    'def f(None): pass', 'def f(a, True=1): pass', 'global if', 'nonlocal def',
    'with x as if: pass', 'except_ = try', 'x = import', 'x = pass', 'x = return 1', 'x = del y',
    'pass = 1', 'None = 1', 'async = 1', 'await = 1', 'match = 1', 'print(class)', 'and',
    'x = and', 'not', 'x = not', 'or x', 'in x', 'is', 'a is is b', 'a not b', 'a in not b',
    'a not is b', 'yield = 1', 'raise = 1', 'else: x', 'elif x: y', 'except: x', 'finally: x',
    'case 1: x',
]

for snippet in SNIPPETS:
    show(snippet)
