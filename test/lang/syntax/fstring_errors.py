# Errors in replacement fields of f-strings (2.4.3).
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
    "f'{}'", "f'{ }'", "f'{'", "f'}'", "f'{{}'", "f'{}}'", "f'{a'", "f'{a!'", "f'{a!}'",
    "f'{a!x}'", "f'{a!rr}'", "f'{a!r'", "f'{a:'", "f'{a:{b}'", "f'{a:{}}'", "f'{!r}'", "f'{:x}'",
    "f'{=}'", "f'{a b}'", "f'{a +}'", "f'{a[}'", "f'{a]}'", "f'{(a}'", "f'{a)}'", "f'{*a}'",
    "f'{**a}'", "f'{a = 1}'", "f'{a;}'", "f'{lambda: 1}'", "f'{lambda x: 1}'", "f'{yield}'",
    "f'{pass}'", "f'{a.}'", "f'{1.a}'", "f'{a if b}'", "f'{if}'", "f'{a!=b}'", "f'{a:>{w!z}}'",
    "f'{a:{w +}}'", "f'x{a}y{'", "f'{a}}b{'", "x = f'{a}{'\ny", "f'a {b c} d'",
    "f'{print(a b)}'", "f'{[x for]}'",
]

for snippet in SNIPPETS:
    show(snippet)
