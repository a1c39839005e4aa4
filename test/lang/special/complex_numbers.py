# complex arithmetic, repr, comparison, hashing and attribute access (4.8).
z = 3 + 4j
print(z, z.real, z.imag, abs(z), z.conjugate(), -z, z * z, z / 2, z ** 2, 1 / z, z == 3 + 4j,
      z != 3, hash(3 + 0j) == hash(3))
print(complex(), complex(1), complex(1, -2), complex("1+2j"), complex(" -3j "), complex("(1-2j)"),
      complex("inf"), complex("nanj"))
print(0j, -0j, complex(0, -0.0), complex(-0.0, 0.0), 1j, -1j, 1e20 + 1e-5j,
      complex(1.5, float("nan")), complex(float("inf"), -1))
print(repr([1 + 0j, 2.50j]), str(1j), f"{z:.2f}", f"{z:>12}|", format(z, "g"), f"{1e10 + 2j:e}",
      "%s" % z)
print(1j * 1j, 1j ** 2, (1 + 2j) - 1, 2 + 1j * 2, True + 1j, bool(0j), bool(1e-300j),
      z.__complex__(), 2 ** 1j == 2 ** 1j)
for src in ("1j < 2j", "1j > 1", "int(1j)", "float(1 + 0j)", "1j // 1", "1j % 1",
            "complex('1 + 2j')", "complex('')", "complex('1j2')",
            "0j ** -1", "1j / 0", "z.real.x", "complex(1, 'a')", "complex([], 1)", "round(1j)",
            "divmod(1j, 2)", "f'{1j:d}'", "f'{1j:05}'"):
    try:
        print(src, eval(src))
    except Exception as e:
        print(src, "->", type(e).__name__, e)
