# Fields are evaluated left to right, formatted one by one; errors surface at their field (2.4.3).
class T:
    def __init__(self, n): self.n = n
    def __format__(self, spec):
        print(f"[fmt {self.n} {spec!r}]", end="")
        return "F" + self.n
    def __str__(self):
        print(f"[str {self.n}]", end="")
        return "S" + self.n
    def __repr__(self):
        print(f"[repr {self.n}]", end="")
        return "R" + self.n
def t(n):
    print(f"[eval {n}]", end="")
    return T(n)
print(f"{t('a')}{t('b')!s}{t('c')!r:>5}{t('d'):x{t('e')}y}")
print(f"{t('f')=}")
print(f"{t('g')=:spec}")
print(f"{t('h')=!s}")
try:
    f"{t('i')} {1 / 0} {t('never')}"
except ZeroDivisionError as e:
    print(e)
try:
    f"{t('j'):{undefined}}"
except NameError as e:
    print(e)
def f():
    a = 1
    g = lambda: f"{a}{b}"
    b = 2
    return g()
print(f())
class C:
    v = 1
    s = f"{v}"
print(C.s, [f"{i}" for i in range(3)], {f"{k}": f"{v}" for k, v in {1: 2}.items()})
x = f"{0}" if f"" else f"{1}"
print(x, f"{''}" == "", bool(f""), f"{'a'}" "b" is not None)
