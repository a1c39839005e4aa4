# Malformed escapes in literals are reported with the codec's message (2.4.1).
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
    "'\\x'", "'\\x1'", "'\\xgg'", "'\\u'", "'\\u123'", "'\\uzzzz'", "'\\U'", "'\\U0000001'",
    "'\\U00110000'", "'\\N'", "'\\N{'", "'\\N{}'", "'\\N{NO SUCH NAME}'", "'\\N{bullet'",
    "b'\\x'", "b'\\x1'", "b'\\xgg'", "b'é'", "b'\\u1234'", "'abc\\x'", "'é\\x1'", "'a' '\\x'",
    '"""\n\n\\x"""', "f'\\x'", "f'\\N{NOPE}'", "f'a{1}\\u12'", "r'\\x'", "rb'\\x'", "f'\\N'",
    "'\\0'", "'\\400'", "'\\7'", "u'\\u00e9'", "ub''", "bu''", "fu''", "br'é'", "'a' b'b'",
    "b'a' 'b'", "b'a' f'b'", "f'a' b'b'", "x = ('a'\n     b'b')",
]

for snippet in SNIPPETS:
    show(snippet)
