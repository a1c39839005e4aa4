# Changing a class after calls through a warmed site takes effect at once (3.3.2).
class A:
    def f(self): return "A"
class B(A): pass
def call(o): return o.f()
b = B()
out = [call(b) for _ in range(50)]
B.f = lambda self: "B"
out.append(call(b))
b.f = lambda: "inst"
out.append(call(b))
del b.f
out.append(call(b))
del B.f
out.append(call(b))
A.f = staticmethod(lambda: "static")
out.append(call(b))
A.f = property(lambda self: lambda: "prop")
out.append(call(b))
b.__dict__["f"] = lambda: "hidden by property"
out.append(call(b))
class Other:
    f = int
out.append(call(Other()))
print(out[49:])
def attr(o): return o.v
A.v = 1
r = [attr(b) for _ in range(50)]
b.v = 2; r.append(attr(b)); del b.v; A.v = 3; r.append(attr(b)); B.v = 4; r.append(attr(b))
print(r[49:])
def glob(): return G
G = 1
[glob() for _ in range(50)]
G = 2
print(glob())
