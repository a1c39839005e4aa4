# ExceptionGroup checks its message and members, and BaseExceptionGroup picks the narrower class (PEP 654).
print(repr(ExceptionGroup("m", [ValueError(1)])), str(ExceptionGroup("m", [ValueError(1),
      KeyError()])))
print(type(BaseExceptionGroup("m", [ValueError()])).__name__,
      type(BaseExceptionGroup("m", [KeyboardInterrupt()])).__name__)
g = ExceptionGroup("msg", (ValueError(1), TypeError(2)))
print(g.message, g.exceptions, g.args, issubclass(ExceptionGroup, Exception),
      ExceptionGroup.__mro__[1].__name__)
for f in (lambda: ExceptionGroup(), lambda: ExceptionGroup("m"),
          lambda: ExceptionGroup(5, [ValueError()]), lambda: ExceptionGroup("m", []),
          lambda: ExceptionGroup("m", [5]), lambda: ExceptionGroup("m", [ValueError]),
          lambda: ExceptionGroup("m", ValueError()),
          lambda: ExceptionGroup("m", [KeyboardInterrupt()]), lambda: ExceptionGroup("m", {1: 2}),
          lambda: ExceptionGroup("m", [ValueError()], 3),
          lambda: setattr(g, "message", "x"), lambda: setattr(g, "exceptions", ())):
    try:
        print(f())
    except (TypeError, ValueError, AttributeError) as e:
        print(type(e).__name__, e)
class MyG(ExceptionGroup):
    def __new__(cls, m, ex, code=0):
        self = super().__new__(cls, m, ex)
        self.code = code
        return self
    def derive(self, ex): return MyG(self.message, ex, self.code)
m = MyG("mine", [ValueError(1), KeyError(2)], 7)
a, b = m.split(ValueError)
print(repr(a), a.code, repr(b), b.code)
class NotBoth(BaseExceptionGroup, ValueError): pass
try:
    NotBoth("m", [KeyboardInterrupt()])
except TypeError as e:
    print(e)
