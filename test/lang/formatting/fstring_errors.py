# Malformed f-strings are syntax errors (2.4.3).
for src in ("f'{'", "f'}'", "f'{}'", "f'{ }'", "f'{a!}'", "f'{a!x}'", "f'{a!r!s}'", "f'{a:{b}'",
            "f'{!r}'", "f'{:5}'", "f'{a b}'", "f'{a +}'", "f'{lambda x: 1}'", "f'{(lambda x: 1)}'",
            "f'{*a}'", "f'{*a,}'", "f'{**a}'", "f'{a = 1}'", "f'{a == 1}'", "f'{yield}'", "f'{a[}'",
            "f'{a)}'", "f'{(a}'", "f'{{}'", "f'{}}'", "f'{a;b}'", "f'{import x}'", "f'{a}}'",
            "f'{{a}'",
            "f'{a:=5}'", "f'{a!r:>5}'", "bf'a'", "fb'a'", "uf'a'", "ff'a'", "f'a' b'b'",
            "f'{None = }'", "f'{1 = }'", "f'{a.}'", "f'{def}'", "f'{a!=b}'"):
    try:
        compile(src, "<t>", "eval"); print("ok", repr(src))
    except SyntaxError as e:
        print(repr(src), "->", e.msg.replace("f-string: ", ""))
