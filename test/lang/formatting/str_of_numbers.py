# str and repr of ints and floats: shortest round-trip digits and exponent limits (library, float).
for v in (0.1, 0.2 + 0.1, 1 / 3, 2 / 3, 1e15, 1e16, 1e17, 123456789012345.0, 1234567890123456.0,
          12345678901234567.0, 0.0001, 0.00001, 1e-4 * 3, 5e-324, 2.2250738585072014e-308,
          1.7976931348623157e308, 1e22, 1e23, 9007199254740993.0, 0.1 + 0.7, 4.35, 2.5, 1e100,
          -1e-100, 100.0, 1.1e1, 3e0, 1.0e-10, 4503599627370497.5, 299792458.0, 1e21,
          9.999999999999999e22):
    assert float(repr(v)) == v
    print(repr(v), end=" ")
print()
print(str(-0.0), str(1e0), repr(float("1e400")), repr(-float("inf")), repr(float("nan")),
      str(10 ** 20), repr(-10 ** 20), str(0), str(-1), repr(2 ** 64), repr(True), 1_000, 0x_ff,
      0b1_0, 1_0.0_1e1_0)
print(1e5, 1E5, 1.e5, .5, 5., 1.0e+5, 0e0, 00.5, 0_0, 1e-0, 0xFF, 0o17, 0b11, 0XfF, 0O7, 0B1, 1J,
      1.5j, 1e2j, .5j, 0j)
