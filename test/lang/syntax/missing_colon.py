# A compound statement without its colon says so at the place where it belongs (8).
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
    'if x\n  y', 'while x\n  y', 'for a in b\n  c', 'def f()\n  x', 'class C\n  x',
    'class C()\n  x', 'try\n  x', 'with a\n  b', 'with a as b\n  c', 'if x:\n  a\nelse\n  b',
    'if x:\n a\nelif y\n b', 'try:\n a\nexcept\n b', 'try:\n a\nexcept E\n b',
    'try:\n a\nexcept E as e\n b', 'try:\n a\nfinally\n b', 'match x\n  case 1: pass',
    'match x:\n  case 1\n    pass', 'lambda x x', 'for a in b: pass\nelse\n c',
    'while x: pass\nelse\n c', 'if x = 3\n  y', 'def f() -> int\n  pass', 'async def f()\n  x',
    'if x then y', 'if (x)\n  y', 'class C(A, B)\n  pass', 'with (a as b, c as d)\n  pass',
    'if x y: z',
]

for snippet in SNIPPETS:
    show(snippet)
