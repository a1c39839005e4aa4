# AttributeError texts for instances, types, modules, slots and built-ins, with name and obj (3.10).
import sys
class A: pass
class S:
    __slots__ = ("q",)
def f(): pass
for obj, src in ((A(), "o.x"), (A, "o.x"), (5, "o.x"), (int, "o.x"), (None, "o.x"), ("", "o.foo"),
                 (S(), "o.q"), (S(), "o.z"), (S(), "o.z = 1"),
                 (sys, "o.nothing_here"), (f, "o.x"), (len, "o.x"), (5, "o.x = 1"), (5, "del o.x"),
                 (A(), "del o.x"), (A, "del o.x"),
                 (int, "o.x = 1"), (int, "del o.x"), ([], "o.append = 1"), ([], "del o.append"),
                 (A().__init__, "o.x = 1"), (len, "o.x = 1"),
                 (object(), "o.x = 1"), ((), "o.x"), (type, "o.x"), (super(A, A()), "o.x"),
                 (A.__dict__, "o.x"), (range(3), "o.start = 1"),
                 (1.5, "o.real = 1"), (sys, "del o.nothing_here"), (..., "o.x"),
                 (slice(1), "o.start = 2")):
    try:
        exec(src, {"o": obj})
        print(src, "ok")
    except (AttributeError, TypeError) as e:
        named = getattr(e, "name", "-"), getattr(e, "obj", None) is obj
        print(src, "|", type(e).__name__, e, "|", *named)
