# Attribute and keyword names in source are NFKC normalised, strings are not (2.3).
class C: pass
c = C()
c.ﬁeld = 1
setattr(c, "ﬁeld", 2)
print(sorted(vars(c)), c.field, getattr(c, "ﬁeld"), c.ﬁeld)
def f(ª=1, **kw): return ª, kw
print(f(a=5), f(ª=6), f(**{"ª": 7}), f.__code__.co_varnames)
Ａ, ｂ = 1, 2
print(A, b, "Ａ" in globals(), "A" in globals())
class Ｄ:
    ｘ = 5
    def ｍ(self): return self.ｘ
print(D().m(), D.__name__, D.__dict__["x"])
import math as ｍ
from math import pi as ｐ
print(m.pi == p)
try:
    print(ﬁ_undefined)
except NameError as e:
    print(e)
for ℌ in [3]: pass
print(H, [ℊ for g in [4]], {ℯ: 1 for e in [2]}, (lambda ℒ: L)(9))
global_dict = {"é": 1, "e\u0301": 2}
print(len(global_dict), "é" == "e\u0301", len("é"), len("e\u0301"))
é = "composed"
print(é, eval("e\u0301"), globals()["é"])
match 5:
    case ℕ: print(N)
try:
    del ﬁ
except NameError as e:
    print(e)
