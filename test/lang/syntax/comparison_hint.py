# A single = where a comparison or named argument is expected suggests == or := (7.2).
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
    'if x = 3: pass', 'while x = 3: pass', 'if x.y = 3: pass', 'if x[0] = 3: pass',
    'if (x = 3): pass', 'print(a, b = c = d)', 'x = (y = 3)', '[x = 1]', '{x = 1}', '(x = 1, 2)',
    'assert x = 1', 'f(a, b) = c', 'f(a.b=1)', 'f(a[0]=1)', 'f(1=2)', 'f(True=1)', 'f(None=1)',
    'f(a + b=1)', 'f((a)=1)', "f('a'=1)", 'f(a=)', 'f(a=1, b=)', 'f(a b)', 'f(a, b c)',
    'f(a for a in b=1)', 'lambda x=1: x = 2', 'return_ = x = y == 1 = 2', 'elif x = 1: pass',
    'if x == 1 = 2: pass', 'a = b = c() = d', 'if not x = 1: pass', 'x if y = 1 else z',
]

for snippet in SNIPPETS:
    show(snippet)
