# Assigning __class__ changes behaviour but keeps the attributes (3.2).
class A:
    def who(self): return "A", self.x
class B:
    def who(self): return "B", self.x
    def extra(self): return "extra"
a = A()
a.x = 1
print(a.who(), isinstance(a, B))
a.__class__ = B
print(a.who(), a.extra(), isinstance(a, A), type(a).__name__, a.__dict__)
class C(B):
    def who(self): return ("C",) + super().who()
a.__class__ = C
print(a.who())
objs = [A() for _ in range(3)]
for i, o in enumerate(objs):
    o.x = i
    if i % 2:
        o.__class__ = B
print([o.who() for o in objs])
def call(o): return o.who()[0]
print([call(objs[0]) for _ in range(20)][-1], call(objs[1]))
objs[0].__class__ = C
print(call(objs[0]))
m = a.who
a.__class__ = A
print(m.__func__ is C.who, a.who())
