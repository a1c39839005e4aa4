# Carets mark the failing operand pair inside long arithmetic (PEP 657).
a, b, c = 1, "two", [3]
def show(f):
    try:
        f()
    except TypeError as e:
        print(e)
show(lambda: a + b)
x = {"k": {"n": None}}
print(a * 2 + len(c) * 3)
print((a + 1) * (c[0] + x["k"]["n"]) - len(b))
