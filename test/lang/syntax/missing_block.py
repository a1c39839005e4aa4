# An expected indented block names the statement and its line (8).
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
    'if x:\n', 'if x:\ny', 'while x:\ny', 'for a in b:\nc', 'def f():\nx', 'class C:\nx',
    'class C(A):\nx', 'try:\nx', 'try:\n  a\nexcept:\nb', 'try:\n  a\nexcept E:\nb',
    'try:\n  a\nexcept E as e:\nb', 'try:\n  a\nexcept* E:\nb', 'try:\n  a\nfinally:\nb',
    'with a:\nb', 'if x:\n  a\nelse:\nb', 'if x:\n  a\nelif y:\nb', 'for a in b:\n  c\nelse:\nd',
    'while a:\n  c\nelse:\nd', 'match x:\ncase 1: pass', 'match x:\n  case 1:\n  y',
    'async def f():\nx', 'async def f():\n  async with a:\n  b',
    'async def f():\n  async for a in b:\n  c', 'def f():\n\n\n# comment\nx',
    'class C:\n  def f(self):\n  def g(self): pass', 'if 1:\n  if 2:\n  x', 'with (a as b):\nc',
    'try:\n  a\nexcept E:\n  b\nelse:\nc',
]

for snippet in SNIPPETS:
    show(snippet)
