# Attributes may be added and removed while iterating over a copy of __dict__; direct iteration detects it (3.2).
class A:
    def __init__(self): self.a, self.b, self.c = 1, 2, 3
o = A()
try:
    for k in o.__dict__:
        o.new = 1
except RuntimeError as e:
    print(e)
print(vars(o))
for k in list(vars(o)):
    delattr(o, k)
print(vars(o))
o.__init__()
try:
    for k in vars(o):
        del o.a
except RuntimeError as e:
    print(e)
for k in vars(o):
    setattr(o, k, vars(o)[k] * 10)
print(vars(o))
it = iter(o.__dict__.items())
next(it)
o.c = "value change is fine"
print(next(it))
o.d = 1
try:
    next(it)
except RuntimeError as e:
    print(e)
print(len(vars(o)), "d" in vars(o), vars(o).setdefault("e", 5), o.e)
