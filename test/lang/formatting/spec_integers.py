# Integer presentation types, sign, alternate form, grouping, zero fill and alignment (library, format spec).
for spec in ("", "d", "b", "o", "x", "X", "#b", "#o", "#x", "#X", "+", " ", "-", "5", "<5", ">5",
             "^5", "=5", "05", "+05", "=+8", "*^9", ",", "_", "_b", "_x", "#_x", "010,", "08_d",
             "+,d", "c", "n", "e", ".2f", "g", "%", "%%"[:1], "#010x", "#_b",
             "0=10", "<010", "é>6", "0>5", "x<8x", "=>5", "1=5"):
    for v in (0, 42, -42, 1234567):
        try:
            print(spec.ljust(6), repr(format(v, spec)), end="  ")
        except (ValueError, OverflowError) as e:
            print(spec, e, end="  ")
    print()
print(format(10 ** 25, ","), format(-10 ** 25, "_d"), format(2 ** 100, "x"),
      format(2 ** 100, "#,d"), format(True), format(True, "d"), format(False, "5"),
      format(True, "x"))
print(format(255, "08b"), format(-255, "#012b"), format(0, "#x"), format(5, "1000")[-3:],
      len(format(5, "1000")), format(65, "c"), format(0x1F600, "c"), format(65, "5c") + "|",
      format(65, "<5c") + "|")
