# Augmented assignment refuses tuples, calls and literals as targets (7.2.1).
for src in ("a, b += 1", "(a, b) += 1", "[a] += 1", "f() += 1", "1 += 1", "a + b += 1", "None += 1",
            "'s' += 's'", "*a += 1", "a += b += 1", "a += *b",
            "a += yield", "def f(): a += yield", "x = y += 1", "a if b else c += 1", "(a) += 1",
            "a.b += 1", "(a.b) += 1", "a[0] += 1", "lambda: 0 += 1",
            "a += 1, 2", "a := 1", "a +== 1", "a =+ 1", "a ++ b", "a++", "++a", "a <<= 1",
            "a >>= 1", "a //= 2", "a **= 2", "a @= 2", "a &&= 1", "a ->= 1",
            "not a += 1", "a == b += 1", "{} += 1", "[x for x in y] += 1", "__debug__ += 1",
            "f'{x}' += 1", "... += 1", "a: int += 1"):
    try:
        compile(src, "<t>", "exec")
        print("ok", src)
    except SyntaxError as e:
        print(src, "->", e.msg)
