# a op b op c means a op b and b op c with b evaluated once (6.10).
def t(tag, v):
    print(tag, end=" ")
    return v
print(t("a", 1) < t("b", 2) < t("c", 3))
print(t("a", 1) > t("b", 2) < t("c", 3))
print(t("a", 1) < t("b", 2) > t("c", 1) != t("d", 5) == t("e", 5))
print(1 < 2 < 3 < 4, 1 < 3 < 2, 1 == 1.0 == True, 3 > 2 == 2 > 1, not 1 < 2 < 0)
print(1 in [1] == True, (1 in [1]) == True, 1 in [1] in [[1]], None is None is not ...,
      "a" in "ab" in ["ab"], 1 < 2 in [2])
class R:
    def __init__(self, n): self.n = n
    def __lt__(self, o):
        print(f"lt{self.n}{o.n}", end=" ")
        return self.n < o.n and [self.n]
print(R(1) < R(2) < R(3), R(2) < R(1) < R(0))
x = 5
print(0 <= x < 10 and x or "no", [i for i in range(10) if 2 < i <= 5])
print(1 < 2 and 2 < 3 or 1 / 0, (1 < 2) < 3, 1 < (2 < 3), 2 < 1 < 1 / 0)
if 1 < x < 3 < 1 / 0: pass
else: print("short circuit")
print(None is None is None, [] == [] is not [], not 1 == 2 != 3)
try:
    1 < 2 < "a"
except TypeError as e:
    print(e)
