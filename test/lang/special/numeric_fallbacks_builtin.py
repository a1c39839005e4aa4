# Mixed arithmetic among bool, int, float and complex promotes; errors name types (6.1).
print(True + True, True * 1.5, 1 + 2j, 2.0 + 1, 3 * 1j, True / 2, 7 // 2.0,
      2 ** 0.5 == 2 ** (1 / 2), True << 3, 5 & True)
print(type(True & True).__name__, type(True + 0).__name__, type(True | 1).__name__, True ^ False,
      ~True, -True)
for src in ("1 + '1'", "'1' + 1", "[] + ()", "1 + None", "{} + {}", "{1} + {2}", "1 - 'a'",
            "'a' * 'b'", "'a' - 'b'", "1.5 & 1",
            "1 << 1.0", "1 << -1", "1 >> -1", "b'a' + 'a'", "'a' + b'a'", "[1] * 1.5", "1j // 1",
            "1j % 1", "1j < 2j", "divmod(1j, 1)",
            "1 @ 2", "None < 1", "'a' < 1", "[] < ()", "{} < {}", "1 < None", "int < str",
            "abs('a')", "~1.5", "1 ** 'a'", "() + []",
            "'a' % ()", "range(3) + range(2)", "'abc' / 2", "[1] - [1]", "print + 1", "1 | 'a'",
            "{1} | [2]", "{} | []"):
    try:
        print(src, "=", eval(src))
    except (TypeError, ValueError) as e:
        print(src, "->", type(e).__name__, e)
