# Unexpected indents, inconsistent dedents and tab mixing have their own exception types (2.1.8).
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
    '  x', 'x\n  y', 'if a:\n    b\n  c', 'if a:\n  b\n   c', 'if a:\n\tb\n        c',
    'if a:\n        b\n\tc', 'def f():\n  a\n b',
    'class C:\n    def f(self):\n        pass\n   def g(self): pass',
    'x = 1\n    # comment\n  y = 2', '    # comment only\nx', 'if a:\n  b\n\n\n     c',
    'for x in y:\n    a\n      b', '  if x:\n    y', 'if a:\n    if b:\n        c\n      d',
    '(\n  a\n    )\n  b', 'x = [\n1,\n    2]\n', 'if a: b\n    c', '\n\n\n  x',
    'if a:\n\t b\n \tc', 'while 1:\n  pass\n else:\n  pass', 'try:\n  a\n except:\n  b',
    '\x0c  x', 'def f():\n    return 1\n  return 2',
]

for snippet in SNIPPETS:
    show(snippet)
