# and and or return an operand and short-circuit; not returns a bool (6.11).
def t(v):
    print("t", end=" ")
    return v
print(0 or "a", "" or [] or None, 1 and 2, 1 and [] and 3, 0 and 1 / 0, 1 or 1 / 0, not 0, not "a",
      not not [])
print(t(0) and t(1), t(1) and t(2), t(0) or t(3), t(4) or t(5))
print(1 or 0 and 1 / 0, (1 or 0) and 2, not 1 or 2, not (1 or 2), 0 or not 0, 1 and not 1)
print([] or {} or () or "last", None and None or "c", 1 if 0 or "" else 2)
class B:
    n = 0
    def __init__(self, v): self.v = v
    def __bool__(self):
        B.n += 1
        return self.v
x = B(True) and B(False) or B(True)
print(x.v, B.n)
B.n = 0
if B(True) and not B(False) or B(True): print("if", B.n)
B.n = 0
while B(False) or B(False): pass
print(B.n)
B.n = 0
y = [1 for _ in range(2) if B(True) and B(True)]
print(y, B.n)
def f(a, b, c): return a and b or c
print([f(a, b, "c") for a in (0, 1) for b in (0, 2)])
print((lambda: 1 and 2)(), bool(1 and ""), all([1, 0 or 1]), any([0 and 1, 0]))
print("" and x.missing, 5 or x.missing)
