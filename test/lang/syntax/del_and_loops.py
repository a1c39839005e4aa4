# del and for check their targets (7.5, 8.3).
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
    'del', 'del 1', 'del f()', 'del a, 1', 'del (a, b())', 'del [a, 1]', 'del a + b', 'del -a',
    'del *a', 'del a, *b', 'del None', "del 'a'", 'del a if b else c', 'del lambda: 0', 'del {}',
    'del {a}', 'del [x for x in y]', 'del (yield)', 'del a := 1', 'del (a := 1)', 'del a = 1',
    'del a b', 'del ()', 'del [], ()', 'del (a), [b], c.d, e[f]', 'del ...', "del f'{a}'",
    'del await x', 'for', 'for x', 'for x in', 'for in y', 'for x y', 'for x in y',
    'for 1 in y: z', 'for f() in y: z', 'for a + b in y: z', 'for *a in y: z', 'for *a, in y: z',
    'for a, 1 in y: z', 'for (a, b) in: z', 'for x in y z: w', 'for x of y: z',
    'for (x in y): z', 'for x in y; z: w', 'for None in y: z', 'for x = 1 in y: z',
    'for x in *a, b: z', 'for x in a if b: c', 'for a.b, c[0] in d: e', 'while: x', 'while x',
    'while x: y else: z', 'for x not in y: z', 'for lambda: 0 in y: z', 'for x, in y: z',
    'for (x) in (y): z',
]

for snippet in SNIPPETS:
    show(snippet)
