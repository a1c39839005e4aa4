# Formatting rounds the exact binary value half to even of the decimal digits (library, format spec).
print(*[format(v, ".0f") for v in (0.5, 1.5, 2.5, 3.5, -0.5, 0.4999999999999999, 1e15 + 0.5)])
print(*[format(v, ".1f") for v in (0.25, 0.35, 0.05, 0.15, 1.45, 2.675)],
      *[format(v, ".2f") for v in (2.675, 1.005, 0.125, 0.375, 1.115)])
print(*[format(v, ".3g") for v in (1234.5, 1235.5, 0.00012345, 99950, 99949.9, 9.995, 9.985)],
      *[format(v, "g") for v in (999999.5, 1e5, 1e6, 123456.5, 0.0001, 0.00001)])
print(format(0.1, ".30f"), format(1 / 3, ".25e"), format(5e-324, ".5e"),
      format(1.7976931348623157e308, ".3e"), format(2 ** 70 * 1.0, "f"), format(1e23, "f"),
      format(1e22, ",.0f"))
print(format(0.1, ".60f"), format(1e-10, "f"), format(1e-320, "g"), format(123.456, ".100g"),
      format(9.5, ".0e"), format(8.5, ".0e"), format(0.95, ".1g"))
print(format(0.5, ".0%"), format(0.005, ".0%"), format(0.015, ".0%"), format(1e-7, "%"),
      format(12345.678, ".2%"), format(-0.0001, ".1f"), format(-0.0, "+g"), format(0.0, "#.3g"))
print("%.0f" % 0.5, "%.0f" % 1.5, "%.2f" % 1.005, "%.15f" % 0.1, "%.20g" % 0.1, "%.3e" % 9999.5,
      "%.3e" % 99995, "%g" % 1e-5, "%#g" % 1e-5)
print(format(999999999999999.9, "g"), format(1e16, ".17g"), format(123456789012345680.0, ""),
      format(123456789012345680.0, "g"), format(0.1 + 0.2, ""), format(0.1 + 0.2, ".16g"),
      format(1e100, "f")[:20])
