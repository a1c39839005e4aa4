# A character that starts no token is reported with its code point (2.2).
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
    '$', 'a $ b', '?', 'a?b', 'x = ¿1', 'x = 1 ! 2', 'a !b', '`x`', 'x = “hi”', 'x = ‘a’',
    'a – b', 'a × b', 'x\xa0= 1', 'x = 1\u200b', '\u200bx = 1', '😀 = 1', 'x = 😀', '€ + 1', '@',
    'x = 1 @', 'é€ = 1', 'a\x0bb', 'x = \x01', '\\', 'x = 1 \\ y', 'x = \\', '\\\n\\\n',
    'if x:\n  $', '½', 'x = ²',
]

for snippet in SNIPPETS:
    show(snippet)
