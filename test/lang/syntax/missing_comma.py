# Two adjacent expressions inside brackets suggest a comma (6.2).
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
    '[1 2]', '(1 2)', '{1 2}', '{1: 2 3: 4}', 'f(1 2)', 'f(a b, c)', '[a, b c, d]',
    "print('a' x)", 'foo(1, 2 3)', '[x for x in y z]', 'a b', 'print 1', "print 'hello'",
    'print x, y', "exec 'x'", 'print(1) 2', 'x = 1 2', 'return_ = a b c', 'f(a, b\n  c)',
    "{'a': 1 'b': 2}", "{'a' 1}", '[1, 2 3 4]', '(a b)', '(a, b c)', 'f(**a b)', 'f(*a b)',
    '[*a b]', 'x[1 2]', 'x[a: b c]', 'import a b', 'print -1', 'print', 'print(a b)',
    'raise X Y', 'del a b', 'assert x y', 'not a b',
]

for snippet in SNIPPETS:
    show(snippet)
