# pickle restores built-in values, instances, shared references and cycles in every protocol (library, pickle).
import pickle
class A:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return type(o) is A and self.v == o.v
class B:
    __slots__ = ("x",)
class S:
    def __getstate__(self): return ("state", 1)
    def __setstate__(self, s): self.got = s
class R:
    def __reduce__(self): return (int, ("42",))
class L(list):
    pass
class E(Exception):
    pass
vals = [None, True, 0, -1, 255, 2 ** 31, -2 ** 63, 10 ** 50, 1.5, float("inf"), -0.0, 1j, "",
        "é\U0001f600", b"", b"\x00\xff", (), (1,), (1, 2, 3, 4), [], [1, [2]], {}, {"a": {1: 2}},
        {1, 2}, frozenset([3]), range(3), slice(1, 2), bytearray(b"x"), ..., int, len, A, A([1]),
        "x" * 300, list(range(300)), NotImplemented]
for p in range(pickle.HIGHEST_PROTOCOL + 1):
    bad = [v for v in vals if not (lambda r: r == v and type(r) is type(v) and repr(r) == repr(v) or isinstance(v, A) and r == v)(pickle.loads(pickle.dumps(v, p)))]
    print(p, bad)
for p in (0, 2, 5):
    shared = [1]
    x = pickle.loads(pickle.dumps([shared, shared],
                                   p))
    c = [1]
    c.append(c)
    y = pickle.loads(pickle.dumps(c,
                                           p))
    o = A(None)
    o.v = o
    z = pickle.loads(pickle.dumps(o, p))
    l = L([1])
    l.t = "tag"
    m = pickle.loads(pickle.dumps(l, p))
    print(x[0] is x[1], y[1] is y, z.v is z, pickle.loads(pickle.dumps(S(), p)).got,
          pickle.loads(pickle.dumps(R(), p)), m, m.t, type(m).__name__,
          pickle.loads(pickle.dumps(E("a", 1), p)).args, pickle.loads(pickle.dumps({"k": [A(1)]},
          p))["k"][0].v)
b = B(); b.x = 5; print(pickle.loads(pickle.dumps(b, 2)).x)
class Local: pass
def f():
    class In: pass
    return In()
for x in (lambda: 0, f(), (i for i in ()), open("/dev/null"), type("Gone", (), {})()):
    try:
        pickle.dumps(x)
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0].split("<function")[0])
for data in (b"", b"garbage", b"\x80\x05", pickle.dumps([1])[:-1], b"\x80\xff."):
    try:
        print(pickle.loads(data))
    except Exception as e:
        print(type(e).__name__, e)
