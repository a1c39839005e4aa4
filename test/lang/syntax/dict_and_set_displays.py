# Dict displays need key: value pairs; sets and dicts do not mix (6.2.6, 6.2.7).
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
    '{1: }', '{: 1}', '{1: 2,, 3: 4}', '{1: 2, 3}', '{1, 2: 3}', '{1: 2, 3:}', '{1: 2 3: 4}',
    '{1: *a}', '{1: **a}', '{*a: 1}', '{**a: 1}', '{**a, *b}', '{*a, **b}', '{**a, 1}',
    '{1, **a}', '{1: 2, *a}', '{,}', '{1,,}', '{1:2:3}', '{a: b, c = d}', '{a = 1}',
    "{'a': 1, 'b'}", "{'a': 1\n 'b': 2}", '{a: lambda: 1, b: 2}', '{lambda: 1: 2}',
    '{a: b if c}', '{a: b if c else d}', '{a if b else c: d}', '{a: yield}', '{(yield): 1}',
    '{a: (yield)}', '{1: 2, }', '{1, }', '{{}}', '{[]: 1}', '{a: b for a, b}', '{a:=1}',
    '{a:=1: 2}', '{(a:=1): 2}', '{a: b:=1}', '{a: (b:=1)}', '{**}', '{*}', '{**a b}',
    '{1: 2, **}', '{not}', '{1: 2} {3}', "{'a': print 1}", '{1: import}', '{\n1: 2,\n3 4\n}',
]

for snippet in SNIPPETS:
    show(snippet)
