# Instance attributes shadow class attributes; mutation through the instance is shared (3.2).
class C:
    n = 0
    items = []
    def bump(self):
        self.n += 1
        self.items += ["x"]

a, b = C(), C()
a.bump(); a.bump(); b.bump()
print(a.n, b.n, C.n)
print(a.items is b.items, len(C.items))
print(sorted(vars(a)), "items" in vars(a))
C.n = 100
print(a.n, C().n)
del a.n
print(a.n)
try:
    del a.n
except AttributeError as e:
    print(e)
try:
    a.nope
except AttributeError as e:
    print(e)
try:
    C.nope
except AttributeError as e:
    print(e)
del C.n
print(hasattr(C, "n"), hasattr(a, "n"), b.n)
