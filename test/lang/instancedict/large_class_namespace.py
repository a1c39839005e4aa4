# Classes and instances with hundreds of attributes keep every value (3.2).
ns = {f"m{i}": (lambda i: lambda self: i)(i) for i in range(300)}
ns.update({f"c{i}": i for i in range(300)})
Big = type("Big", (), ns)
b = Big()
print(b.m0(), b.m299(), b.c150, sum(getattr(b, f"m{i}")() for i in range(300)))
for i in range(300):
    setattr(b, f"c{i}", -i)
print(b.c299, Big.c299, len(vars(b)), sum(vars(b).values()))
for i in range(0, 300, 3):
    delattr(b, f"c{i}")
print(b.c0, b.c3, b.c4, len(vars(b)))
for i in range(100):
    delattr(Big, f"m{i}")
print(hasattr(b, "m99"), hasattr(b, "m100"), b.m100())
class Sub(Big): pass
s = Sub()
print(s.m200(), s.c10, len([k for k in dir(s) if k[0] in "mc"]))
Sub.m200 = lambda self: "over"
print(s.m200(), b.m200())
