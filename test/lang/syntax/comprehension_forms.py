# Comprehensions need complete for and if clauses and no bare tuples or unpacking (6.2.4).
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
    '[x for]', '[x for y]', '[x for in y]', '[x for y in]', '[for x in y]', '[x, y for x in z]',
    '[x if y for x in z]', '[x for x in y if]', '[x for x in y if z else w]',
    '[x for x in y else z]', '[*x for x in y]', '{**x for x in y}', '{x: y for x}',
    '{x: *y for x in z}', '{x: y, z: w for x in a}', '{x for x in y: z}', '(x for x in y',
    '[x for 1 in y]', '[x for f() in y]', '[x for x.y in z]', '[x for x[0] in z]',
    '[x for (x, 1) in z]', '[x for *x in y]', '[x for *x, y in z]', '[x for x in *y]',
    '[x for x in y, z]', '[x for x in y for]', '[x async for x in y]', '[x for x in lambda: y]',
    '[x for x in y if lambda: z]', '[x for x in (yield)]', '[x := 1 for y in z]',
    '[(x := 1) for x in z]', '[x for x in (y := z)]', '[y for x in z if (x := 1)]',
    '{x: (x := 1) for x in y}', 'f(x for x in y)', 'f(x for x in y, )', '[x for x in 1 2]',
    '(x, y for x in z)', '[[x for x in y]', '[x for x in y]]',
    '[x or y for x in z or w if a or b]', '[lambda: x for x in y]', '[x for x in y if z if w]',
    'class C: [x := 1 for y in z]', 'def f(): [(y := x) for x in z]',
]

for snippet in SNIPPETS:
    show(snippet)
