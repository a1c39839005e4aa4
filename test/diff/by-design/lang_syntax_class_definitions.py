# Class statements need a name, a colon and valid arguments (8.8).
# differs: type parameters of Python 3.12 are accepted
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
    'class', 'class :', 'class C', 'class C: ', 'class C(', 'class C():', 'class C(A B): pass',
    'class C(A,, B): pass', 'class C(metaclass=): pass', 'class C(A, metaclass=M, B): pass',
    'class C(*A, **B, D=1): pass', 'class 1: pass', 'class C.D: pass', "class 'C': pass",
    'class C[T]: pass', 'class C(A) B: pass', 'class C: x = ; y = 1', 'class C: def f(): pass',
    'class C: if 1: pass', 'class C: x = 1; def f(): pass', 'class C: pass; pass;',
    'class C(): x: int = 1; y: str', 'class None: pass', 'class True(A): pass',
    'class C(x for x in y): pass', 'class C(A.B, c[0], d()): pass', 'class C(lambda: 0): pass',
    'class C(a := b): pass', 'class C(yield): pass', '@\nclass C: pass', '@a @b\nclass C: pass',
    '@a\n\nclass C: pass', '@a\nx = 1', '@a', '@a;\nclass C: pass',
    '@a\n@b.c[0](1)\nasync def f(): pass', '@a if b else c\ndef f(): pass',
    '@a := b\ndef f(): pass', '@(yield)\ndef f(): pass', '@*a\ndef f(): pass',
]

for snippet in SNIPPETS:
    show(snippet)
