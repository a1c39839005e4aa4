# complex formatting: both parts by the spec, sign of the imaginary part always shown (library, format spec).
z = 3.14159 - 2.5j
for spec in ("", ".2f", "e", "g", ".3", "+.1f", " .1f", ">20", "<20.1f", "^20.2f", "*^18", ",.1f",
             "_.0f", "#.0f", "n", "F", "20"):
    print(spec.ljust(7), "|".join(format(v, spec) for v in (z, 1j, 0j, -1 + 0j, complex(1e6, -1e-6),
          complex("nan+infj"))))
for spec in ("=20", "010", "d", "s", "%", "x", "c", "0>5", "b", "zz"):
    try:
        print(spec, format(z, spec))
    except ValueError as e:
        print(spec, "->", e)
print(f"{z.real:.1f}{z.imag:+.1f}j", "{:.1f}".format(1 + 1e-9j), "%s %r" % (z, z),
      f"{complex(-0.0, -0.0)}", f"{complex(0, -0.0):.1f}", f"{1e16 + 1j}",
      f"{complex(1e300, 1e-300):g}")
try:
    print("%f" % 1j)
except TypeError as e:
    print(e)
