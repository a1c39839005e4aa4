# Argument lists: order of positional, keyword and unpacked arguments, and generator arguments (6.3.4).
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
    'f(a=1, b)', 'f(**k, a)', 'f(**k, *a)', 'f(a=1, *b)', 'f(a=1, a=2)', 'f(a, b=1, b=2)',
    'f(x for x in y, 1)', 'f(1, x for x in y)', 'f(x for x in y, z=1)',
    'f(a for a in b, c for c in d)', 'f(*)', 'f(**)', 'f(,)', 'f(a,,b)', 'f(a, )',
    'f(a=1, **k, b=2)', 'f(**k, b)', 'f(*a, b, *c, d=1, *e, **f, g=2)', 'f(a.b=1)', 'f(a:=1)',
    'f(a:=1, b=2)', 'f(a=b:=1)', 'f(a=(b:=1))', 'f(1:2)', 'f(a: b)', 'f(yield)', 'f(lambda: 1)',
    'f(*a=1)', 'f(**a=1)', 'f(a = *b)', 'f(a if b)', 'f(a if b else)', 'f(not)', 'f(a)(b)(',
    'f()()', 'f(print a)', 'f(a; b)', 'f(a\nb)', 'class C(a for a in b): pass',
    'class C(x=1, y): pass', '@f(a=1, b)\ndef g(): pass', 'f(x for x in y for)',
    'f((x for x in y), 1)', 'f(True=1)', "f(a=1, **{'a': 2}, a=3)",
]

for snippet in SNIPPETS:
    show(snippet)
