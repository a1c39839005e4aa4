# A bracket that is never closed is reported at its opening; a wrong closer names both (2.1.6).
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
    '(', '[1, 2', '{1: 2', 'f(a, b', 'x = (1 +\ny = 2', 'f(', 'a[', '([)]', '{(}', '(]',
    'x = [1, 2\nprint(x)', "print('a'\nx = 1", 'if (a:\n  b', 'def f(:\n  pass',
    'def f(a, b:\n  pass', 'foo(a,\n    b\n\nc = 3\n', "{'a': 1,\n 'b': [1, 2}\n", '((((',
    '[[[]]', '({[', 'x = {\n', 'x = (\n\n\n', 'f(a))', 'a]', '}', 'x = 1)', '[1, 2)]',
    '(1, 2]\n', "{'a': (1, 2}", 'print("a" if x else\n',
]

for snippet in SNIPPETS:
    show(snippet)
