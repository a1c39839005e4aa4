# Errors in descriptor methods pass through unchanged and leave the object as it was (3.3.2.2).
class Guard:
    def __get__(self, o, t=None): raise LookupError("get")
    def __set__(self, o, v): raise ValueError(f"set {v}")
    def __delete__(self, o): raise KeyError("del")
class C: g = Guard()
c = C()
for act in (lambda: c.g, lambda: setattr(c, "g", 1), lambda: delattr(c, "g"), lambda: C.g,
            lambda: hasattr(c, "g"),
            lambda: getattr(c, "g", "default")):
    try:
        print(act())
    except Exception as e:
        print(type(e).__name__, e)
class Half:
    def __set__(self, o, v): raise AttributeError("ro")
class H: h = Half()
h = H()
h.__dict__["h"] = "from dict"
print(h.h)
try:
    h.h = 1
except AttributeError as e:
    print(e, h.h)
try:
    del h.h
except AttributeError as e:
    print(e)
C.g = 5
print(c.g)
