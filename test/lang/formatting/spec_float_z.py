# The z option coerces negative zero to positive after rounding (PEP 682).
for v in (-0.0, 0.0, -0.4, -0.04, -0.5, -0.6, -1.0, 1e-10, -1e-10):
    print(format(v, "z"), format(v, "z.0f"), format(v, "z.1f"), format(v, "+z.1f"),
          format(v, " z.1f"), format(v, "z.2e"), format(v, "z.1g"), format(v, "z.0%"),
          format(v, ".1f"))
print(f"{-0.0:z}", f"{-0.001:z.2f}", "{:z.1f}".format(-0.01), f"{-0.001:z08.2f}",
      f"{-0.001:*>z8.2f}", f"{complex(-0.0, -0.0):z}", f"{complex(-0.01, -0.01):z.1f}")
for v, spec in ((1, "z"), (1, "zd"), ("s", "z"), (1.5, "zd"), (1.5, "zz"), (1.5, "z+"), (1, "z.1f"),
                (-0, "zf"), (1.0, "z,.1f"), (1.5, "-z#010.1f")):
    try:
        print(spec, format(v, spec))
    except ValueError as e:
        print(repr(v), spec, "->", e)
try:
    print("%z.1f" % -0.0)
except ValueError as e:
    print(e)
