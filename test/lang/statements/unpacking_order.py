# The right side is evaluated fully, then targets are assigned left to right (7.2, 6.16).
log = []
class T:
    def __setattr__(self, n, v): log.append((n, v))
    def __setitem__(self, k, v): log.append((k, v))
def t(x):
    log.append("eval " + x)
    return T()
t("t1").a, t("t2")["k"], *t("t3").rest = (log.append("rhs") or 1), 2, 3, 4
print(log)
i, l = 0, [10, 20, 30]
i, l[i] = 1, "set at new i"
print(i, l)
l[i], i = "at old i", 2
print(i, l)
a = [1, 2, 3]
i = 0
i, a[i], a[i + 1] = 1, "x", "y"
print(a)
a = a[0], a = [["n"], "s"]
print(a)
x, x = 1, 2
print(x)
log.clear()
try:
    t("u1").a, undefined.b, t("u3").c = 1, 2, 3
except NameError as e:
    print(e, log)
try:
    p, q, r = 1, *[2]
except ValueError as e:
    print(e, "p" in globals())
p, p, *p = 1, 2, 3
print(p)
