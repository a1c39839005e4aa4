# Two instances with one dictionary.
class P:
    pass
class Q:
    pass
p, q = P(), Q()
p.a = 1
q.__dict__ = p.__dict__
q.b = 2.5
p.c = "c"
print(p.__dict__ is q.__dict__, q.__dict__, q.a, p.b)
del q.a
print(hasattr(p, "a"))
p.__dict__ = {}
print(q.__dict__, p.__dict__)
