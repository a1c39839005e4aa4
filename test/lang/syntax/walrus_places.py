# Assignment expressions are refused where the grammar has no place for them (6.12).
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
    'x := 1', '(x := 1)', 'x = y := 1', 'x = (y := 1)', 'f(x := 1)', 'f(x := 1, y)',
    'f(a=x := 1)', 'f(a=(x := 1))', '[x := 1]', '[x := 1, 2]', '{x := 1}', '{x := 1: 2}',
    '{1: x := 2}', 'x[y := 1]', 'x[y := 1:2]', 'x[(y := 1):2]', 'x[y:=1, z:=2]', '(x.y := 1)',
    '(x[0] := 1)', '((x, y) := 1)', '([x] := 1)', '(f() := 1)', '(1 := 2)', '(None := 1)',
    '(x := y := 1)', '(x := (y := 1))', '(x := 1, 2)', '(x := *a)', '(*x := a)', 'x: int := 1',
    '(x: int := 1)', 'lambda: x := 1', 'lambda: (x := 1)', 'lambda x := 1: x',
    'def f(x := 1): pass', 'def f(x=(y := 1)): pass', 'def f(x: (y := 1)): pass',
    'def f(x: y := 1): pass', 'if x := 1: pass', 'while x := 1: pass', 'if x := 1 and y: pass',
    'assert x := 1', 'return_(x := 1)', 'def f(): return x := 1', 'def f(): return (x := 1)',
    'def f(): yield x := 1', 'del (x := 1)', 'for x in y := z: pass', 'for x in (y := z): pass',
    'with x := y: pass', 'with (x := y) as z: pass', 'x += y := 1', "print(f'{x:=5}')",
    "print(f'{(x:=5)}')", '@x := y\ndef f(): pass', 'import x := y', '[x := y for y in z]',
    '[y for x in z if y := x]', '[y for x in z if (y := x)]', '(x := 1 if y else 2)',
    '(x := lambda: 1)', '(x := yield)', 'not (x := 1)', 'not x := 1', 'x := 1 or 2',
    'a if x := 1 else b', 'a if (x := 1) else b',
]

for snippet in SNIPPETS:
    show(snippet)
