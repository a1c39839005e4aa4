# Operand evaluation order: left before right, target subexpressions before the value of augmented assignment (6.16).
def t(tag, v=1):
    print(tag, end=" ")
    return v
class O:
    def __getitem__(self, k): print("get", end=" "); return 10
    def __setitem__(self, k, v): print("set", k, v)
    @property
    def a(self): print("geta", end=" "); return 5
    @a.setter
    def a(self, v): print("seta", v)
o = O()
t("l") + t("r") * t("rr"); print()
t("f", [3])[t("i", 0)]; print()
t("o", o)[t("k")] = t("v")
t("o", o)[t("k")] += t("v")
t("o", o).a = t("v")
t("o", o).a += t("v")
x = {t("k1"): t("v1"), t("k2", 2): t("v2")}; print()
t("o1", o)[t("k1")], t("o2", o).a = t("v1"), t("v2")
t("o1", o)[t("k1")] = t("o2", o)[t("k2")] = t("v")
t("a", 1) < t("b", 2) < t("c", 0) < t("never"); print()
print(t("c", 0) and t("never"), t("d") or t("never"), t("then") if t("cond", 0) else t("else"))
[t("a"), *t("b", []), t("c")], {t("d"): 1, **t("e", {})}; print()
t("f", lambda *a, **k: None)(t("x"), k=t("y"), *t("z", [])); print()
del t("d", [1])[t("i", 0)]; print()
assert t("ok"), t("never"); print()
