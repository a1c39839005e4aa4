# An unterminated literal is reported at its first quote, a triple-quoted one at its start and with its last line (2.4.1).
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
    "'abc", '"abc', "x = 'abc\ny = 1", 'x = """abc\n\ndef', "'''", "f('a, b)", 'print("hello)',
    "x = 'a' 'b", "r'\\'", "b'abc", "f'abc", "f'''abc\n{x}", "'it's'", '"say "hi""',
    "x = 'abc\\\n", "x = 'abc\\\ndef", "x = '''abc''", "'a\\'", "x = [1, 'a, 2]\ny = 3",
    "# 'comment ok\nx = 'y", "rb'abc", "x = f'{a", "x = 'é", "    'indented",
]

for snippet in SNIPPETS:
    show(snippet)
