# Numeric literals in all bases, with underscores, and malformed ones (2.4.4 to 2.4.7).
print(0, 00, 0_0, 1_2_3, 0b1010, 0B1_1, 0o17, 0O1_7, 0xFf, 0XaB_cD, 10_000.000_1, 1e1_0, .1_2e-3,
      1_0j, 0.5J, 0e0, 00e1, 09.5, 007j, 1_000_000_000_000_000_000_000)
for src in ("01", "0_1", "1__0", "1_", "_1", "0b2", "0b", "0o8", "0o", "0x", "0xg", "0b_", "0x__1",
            "1_.5", "1._5", "1e", "1e_5", "1e+", "1.5.5", "0b1.5", "0o7.5", "0x1.8", "1jj", "1j5",
            "12abc", "0x1p5", "1e5x", "0b12", "0o78", "1.e", "1e5.5", "09", "0777", "1_000_", "0_",
            "00_1", "1__0.5", "0xfg", "1.2j3",
            "1 2", "1.real", "1..real", "1 .real", "1.5.real", "1e5.real", "0x1.real",

            "9" * 5000 + "9", "1l", "1L", "0777L", "1u", "1f"):
    try:
        v = eval(src)
        print(src[:20], "=", v if not callable(v) else "method")
    except SyntaxError as e:
        print(src[:20], "->", e.msg)
    except (AttributeError, NameError) as e:
        print(src, "->", e)
