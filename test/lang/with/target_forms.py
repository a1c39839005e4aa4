# The as target may be any assignment target, assigned before the body (8.5).
class CM:
    def __init__(self, v): self.v = v
    def __enter__(self): return self.v
    def __exit__(self, t, v, tb):
        print("exit", t and t.__name__)
        return t is not None
class Box: pass
b, d, l = Box(), {}, [0, 0, 0]
with CM(1) as b.attr, CM(2) as d["key"], CM(3) as l[1], CM([4, 5]) as l[1:2]:
    print(b.attr, d, l)
with CM((1, (2, 3))) as (p, [q, r]), CM("xyz") as (first, *rest):
    print(p, q, r, first, rest)
with CM((1, 2, 3)) as (m, n):
    print("never")
with CM(9) as b.x.y:
    print("never")
with CM(5) as v:
    v = v + 1
print(v)
with CM(7) as t, CM(t + 1) as u:
    print(t, u)
with CM(None) as (w):
    print(w)
