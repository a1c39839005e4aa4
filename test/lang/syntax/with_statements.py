# with items and their targets (8.5).
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
    'with', 'with a', 'with: b', 'with a as', 'with a as: b', 'with a as 1: b',
    'with a as f(): b', 'with a as b + c: d', 'with a as (b, 1): c', 'with a as None: b',
    'with a as b.c, d as e[0]: f', 'with a,: b', 'with a, b,: c', 'with (a, b): c',
    'with (a, b,): c', 'with (a as b, c as d,): e', 'with (a as b): c', 'with (a as b) as c: d',
    'with (a as 1): b', 'with (a as b, c as f()): d', 'with a b: c', 'with (a b): c',
    'with a as b c: d', 'with *a: b', 'with (*a): b', 'with a as *b: c', 'with a as *b, c: d',
    'with a as (*b, c): d', 'with a := b: c', 'with (a := b): c', 'with a as b := c: d',
    'with yield: a', 'with lambda: a: b', 'with a = b: c', 'with a as b = c: d', 'with (): a',
    'with () as b: c', 'with (a for a in b): c', 'with a if b else c as d: e',
    'with (a) as b, (c) as d: e', 'with (a as b c): d', 'with (a, b as c) as d: e',
    'with a\n  b', 'with a: b; c', 'with a: with b: c', 'async with a: b',
]

for snippet in SNIPPETS:
    show(snippet)
