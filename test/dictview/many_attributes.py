# A thousand attributes on one instance, read, deleted and counted by both ways.
class P:
    pass
p, q = P(), P()
for i in range(1000):
    setattr(p, f"a{i}", i)
    q.__dict__[f"a{i}"] = i
print(p.__dict__ == q.__dict__, list(p.__dict__) == list(q.__dict__), p.a999, q.a500)
for i in range(0, 1000, 2):
    delattr(p, f"a{i}")
    del q.__dict__[f"a{i}"]
print(len(p.__dict__), p.__dict__ == q.__dict__, hasattr(p, "a500"), q.a501)
for i in range(0, 1000, 2):
    setattr(q, f"a{i}", -i)
    p.__dict__[f"a{i}"] = -i
print(list(p.__dict__)[:3], list(q.__dict__)[-2:], p.__dict__ == q.__dict__)
