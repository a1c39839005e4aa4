# Each comparison has its method; the swapped one of the right operand is the fallback (3.3.1).
class L:
    def __lt__(self, o): return "lt"
    def __le__(self, o): return "le"
    def __eq__(self, o): return "eq"
    def __ne__(self, o): return "ne"
    def __gt__(self, o): return "gt"
    def __ge__(self, o): return "ge"
l = L()
print(l < 1, l <= 1, l == 1, l != 1, l > 1, l >= 1)
print(1 < l, 1 <= l, 1 == l, 1 != l, 1 > l, 1 >= l)
print("a" < l, None == l, [] >= l, 1.5 != l)
class N:
    def __lt__(self, o): return NotImplemented
    def __eq__(self, o): return NotImplemented
n = N()
print(n == n, n == N(), n != n, n != 1, n < l, n == l)
for op in ("<", "<=", ">", ">="):
    try:
        eval(f"n {op} n")
    except TypeError as e:
        print(e)
class OnlyEq:
    def __eq__(self, o):
        return o == 5
print(OnlyEq() != 5, OnlyEq() != 6, 5 != OnlyEq(), OnlyEq() == 5)
class S(L):
    def __gt__(self, o): return "S.gt"
print(L() < S(), S() < L(), L() > S())
