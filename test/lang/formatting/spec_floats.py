# Float presentation types: e f g % n and none, with sign, alternate form, zero fill and grouping (library, format spec).
vals = (0.0, -0.0, 1.0, -1.5, 3.14159265, 123456789.123, 1e-7, 1e22, 1e16, float("inf"),
        float("-inf"), float("nan"))
for spec in ("", "f", "e", "g", "%", "n", ".0f", ".1f", ".3e", ".3g", ".0%", ".10", "+", " ",
             "#.0f", "#g", "010", "010.2f", "+010.1f", ",", ",.2f", "_.1f", "F", "E", "G", "<12.2f",
             "^12.2f", "*>12.1f", "=12", ".15g", ".17g", ".0e", "#.0e", "012,.1f"):
    print(spec.ljust(7), *[format(v, spec) for v in vals], sep="|")
for spec in ("d", "x", "c", "s", ".", "..2", "5.f", ".2d", "b", "1.2.3", "z", "ff", "+-", ",_",
             "_,", ".-1f", "#,#"):
    try:
        print(spec, format(1.5, spec))
    except ValueError as e:
        print(spec, "->", e)
