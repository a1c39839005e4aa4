# String specs: fill, align, width, precision; wrong signs and types are refused (library, format spec).
for spec in ("", "s", "5", "<5", ">5", "^5", "*^6", ".1", ".0", "5.2", ">5.1s", "é<4",
             "\U0001f600>4", "05", "0<5", "010s", "^4.10", "<", ">", "0", "1", "^", "x^7.2s"):
    print(repr(spec), [format(v, spec) for v in ("", "ab", "日本語", "é")])
for spec in ("d", "+", " ", "-", "=5", "#", ",", "_", ".", "5.", "f", "x", "ss", "s5", "<<<", "5,",
             "+s", "=", "05d", "1.1.1", "\0", "z"):
    try:
        print(repr(spec), repr(format("ab", spec)))
    except ValueError as e:
        print(repr(spec), "->", e)
print(format("a", "<" + "5"), f"{'text':>{'9'}}|", "{:\u2603^7}".format("s"),
      f"{'x':\t<3}|".encode(), format("{}", "4"), format("abc", "^2"), format("", "3") + "|",
      f"{'a':}")
