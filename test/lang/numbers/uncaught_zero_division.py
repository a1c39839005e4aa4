# Uncaught ZeroDivisionError texts differ for int, float and modulo.
def ratio(a, b, op):
    return {"/": lambda: a / b, "//": lambda: a // b, "%": lambda: a % b,
            "divmod": lambda: divmod(a, b)}[op]()

for a, b in ((1, 0), (1.0, 0), (1, 0.0), (1j, 0)):
    for op in ("/", "//", "%", "divmod"):
        try:
            ratio(a, b, op)
        except (ZeroDivisionError, TypeError) as e:
            print(a, op, b, "->", e)
print(ratio(0, 5, "/"), ratio(-7, 2, "divmod"))
ratio(2 ** 70, 0, "//")
