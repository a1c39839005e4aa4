# The condition is evaluated first, then one branch; it nests to the right (6.13).
def t(tag, v):
    print(tag, end=" ")
    return v
print(t("a", 1) if t("c", True) else t("b", 2))
print(t("a", 1) if t("c", []) else t("b", 2))
print(1 if 0 else 2 if 0 else 3, (1 if 1 else 2) if 0 else 3, 1 if (0 if 1 else 1) else 2)
print([x if x % 2 else -x for x in range(4)], {("e" if x else "o"): x for x in (0, 1)})
print((lambda: "x" if 0 else "y")())
f = lambda a: "neg" if a < 0 else "zero" if a == 0 else "pos"
print(f(-1), f(0), f(1))
print("a" if None else "b", 1 if "0" else 0, not 1 if 1 else 2, -1 if 1 else 1 + 1,
      1 + 1 if 0 else 2 * 3)
x = 5
x = x + 1 if x > 3 else x - 1
x += 1 if x else 2
print(x, [1, 2][0 if x else 1], *(("a",) if x else ("b",)), sep="|")
print((1, 2) if x else (3,), 1 if x else 2, 3 if not x else 4)
def g(v): return v if v else (yield)
print(type(g(0)).__name__)
y = (a := 1) if x else (a := 2)
print(y, a)
for i in (1, 2) if x else (3,): print(i, end=" ")
print()
assert 1 if x else 0
