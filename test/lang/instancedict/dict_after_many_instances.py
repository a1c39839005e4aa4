# Instances that gain attributes in different orders or lose some stay independent (3.2).
class A:
    def __init__(self, *names):
        for n in names:
            setattr(self, n, n.upper())
objs = [A("a", "b"), A("b", "a"), A("a"), A(), A("c", "a", "b")]
for o in objs:
    print(list(vars(o).items()), getattr(o, "b", "-"))
def read(o): return getattr(o, "a", None)
print([read(o) for o in objs for _ in range(3)])
for o in objs:
    o.a = "new"
    if hasattr(o, "b"):
        del o.b
    o.b = "again"
print([list(vars(o)) for o in objs])
d = objs[0].__dict__
objs[0].z = 1
objs[1].z = 2
print(d["z"], vars(objs[1])["z"], "z" in vars(objs[2]))
copies = []
for o in objs:
    n = A()
    n.__dict__.update(o.__dict__)
    copies.append(n)
copies[0].a = "copy"
print(objs[0].a, copies[0].a, vars(copies[4]) == vars(objs[4]), vars(copies[4]) is vars(objs[4]))
