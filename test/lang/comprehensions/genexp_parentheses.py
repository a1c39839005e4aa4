# A generator expression may drop its parentheses only as the sole argument (6.2.8).
print(sum(x for x in range(3)), sorted((x for x in (3, 1)), reverse=True))
print(list((x for x in "ab")))
for src in ("f(x for x in y, 1)", "f(1, x for x in y)", "f(a=1, x for x in y)",
            "f(x for x in y, z for z in w)",
            "f((x for x in y), 1)", "f(*x for x in y)", "f(**x for x in y)", "f(x for x in y,)",
            "class C(x for x in y): pass", "[*x for x in y]", "(*x for x in y)",
            "[x, y for x in z]",
            "[x y for x in z]", "[for x in y]", "[x for x y]", "[x for in y]",
            "[x if y for x in z]",
            "[x for x in y if]", "[x for 1 in y]", "[x for f() in y]", "[x for x in y else z]",
            "[x for x in lambda: y, z]", "(x for x in)", "{x: y for x, y}", "[x async for x in y]"):
    try:
        compile(src, "<t>", "exec")
        print("ok", src)
    except SyntaxError as e:
        print(src, "->", e.msg)
