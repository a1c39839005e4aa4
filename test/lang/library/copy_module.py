# copy is shallow, deepcopy follows references once and keeps shared structure and cycles (library, copy).
import copy
l = [1, [2, 3], {"k": (4, [5])}]
s, d = copy.copy(l), copy.deepcopy(l)
print(s == l, s[1] is l[1], d == l, d[1] is l[1], d[2]["k"] is l[2]["k"],
      d[2]["k"][1] is l[2]["k"][1])
shared = [0]; pair = copy.deepcopy([shared, shared]); print(pair[0] is pair[1])
c = [1]; c.append(c); dc = copy.deepcopy(c); print(dc[1] is dc, dc is not c)
class A:
    def __init__(self, v): self.v = v; self.me = self
class B:
    def __copy__(self): return "custom copy"
    def __deepcopy__(self, memo): return ("deep", isinstance(memo, dict))
class S:
    __slots__ = ("x", "y")
class R:
    def __init__(self, a): self.a = a
    def __reduce__(self): return (R, (self.a + "!",))
class N:
    def __new__(cls, v): self = super().__new__(cls); self.v = v; return self
    def __getnewargs__(self): return (self.v,)
a = A([1]); x, y = copy.copy(a), copy.deepcopy(a)
print(x.v is a.v, x.me is a, y.v is a.v, y.me is y, copy.copy(B()), copy.deepcopy([B()]))
q = S()
q.x = [1]
r = copy.copy(q)
t = copy.deepcopy(q)
print(r.x is q.x, t.x == [1] and t.x is not q.x, hasattr(r, "y"), copy.copy(R("r")).a,
      copy.deepcopy(R("r")).a, copy.copy(N(5)).v)
tup = (1, 2)
print(copy.copy(tup) is tup, copy.deepcopy(tup) is tup, copy.deepcopy(([],))[0] == [],
      copy.copy(len) is len, copy.deepcopy(A) is A, copy.deepcopy(5), copy.copy({1: [2]}),
      copy.copy({1}), copy.deepcopy(frozenset([1])), copy.copy(bytearray(b"a")),
      copy.copy(range(3)), copy.deepcopy({(1,): [1]}))
class St:
    def __getstate__(self): return {"only": 1}
    def __setstate__(self, s): self.__dict__ = dict(s, restored=True)
print(vars(copy.copy(St())))
class L(list): pass
o = L([1]); o.tag = [2]; p = copy.deepcopy(o); print(p, p.tag, type(p).__name__, p.tag is o.tag)
for f in (lambda: copy.copy((i for i in ())), lambda: copy.deepcopy(__import__("sys"))):
    try:
        f()
    except TypeError as e:
        print(e)
