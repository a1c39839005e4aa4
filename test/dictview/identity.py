# It is the same object each time, before and after changes of every kind.
class P:
    pass
p = P()
d = p.__dict__
print(d is p.__dict__ is vars(p) is object.__getattribute__(p, "__dict__"))
p.a = 1
d["b"] = 2
print(p.__dict__ is d)
for i in range(100):
    setattr(p, f"n{i}", i)
print(p.__dict__ is d, len(d))
d[1] = 2
print(p.__dict__ is d)
d.clear()
print(p.__dict__ is d, d)
p.a = 3
print(d, P.__dict__["__dict__"].__get__(p) is d)
