# `del obj.__dict__` empties it; the old dictionary stays whole.
class P:
    pass
p = P()
p.a = 1
d = p.__dict__
del p.__dict__
print(d, p.__dict__, p.__dict__ is d, hasattr(p, "a"))
p.b = 2
print(d, p.__dict__)
del p.__dict__
del p.__dict__
print(p.__dict__)
