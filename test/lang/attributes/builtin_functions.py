# getattr, setattr, delattr and hasattr check the name's type and swallow only AttributeError (built-in functions).
class A:
    x = 1
    @property
    def bad(self): raise ValueError("bad")
    @property
    def attr_err(self): raise AttributeError("inner")
a = A()
print(getattr(a, "x"), getattr(a, "y", None), getattr(a, "y", 1), hasattr(a, "x"), hasattr(a, "y"),
      hasattr(a, "attr_err"))
for f in (lambda: getattr(a, "y"), lambda: getattr(a, 1), lambda: hasattr(a, 1),
          lambda: setattr(a, 1, 2), lambda: delattr(a, "x"),
          lambda: hasattr(a, "bad"), lambda: getattr(a, "bad", 0), lambda: getattr(a, "attr_err"),
          lambda: getattr(a),
          lambda: setattr(a, "x"), lambda: getattr(a, "x", 1, 2), lambda: delattr(a, None),
          lambda: setattr(5, "x", 1),
          lambda: delattr(5, "real"), lambda: setattr(None, "x", 1),
          lambda: setattr("s", "upper", 1), lambda: getattr(a, name="x")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
class S(str): pass
print(getattr(a, S("x")))
setattr(a, S("sub"), 5)
print(a.sub, [type(k).__name__ for k in vars(a)])
