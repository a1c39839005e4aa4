# Exceptions, functions and built-in subclasses have live instance dicts too (3.2).
e = ValueError("x")
e.extra = 1
print(e.__dict__)
e.__dict__["more"] = 2
print(e.more, e.args)
e.__dict__ = {"only": 3}
print(hasattr(e, "extra"), e.only)
class L(list): pass
l = L([1])
l.tag = "t"
print(vars(l), l)
l.__dict__ = {"tag": "replaced"}
print(l.tag)
def f(): pass
f.a = 1
fd = f.__dict__
fd["b"] = 2
print(f.b, vars(f) is fd)
del f.a
print(fd)
class T(tuple): pass
t = T((1, 2))
t.x = 5
print(vars(t), t)
class D(dict): pass
d = D(k=1)
d.attr = 2
print(d, vars(d), "attr" in d)
print(hasattr([], "__dict__"), hasattr(ValueError(), "__dict__"), hasattr(len, "__dict__"),
      hasattr(object(), "__dict__"))
e2 = KeyError()
e2.add_note("n")
print(e2.__dict__, e2.__notes__)
