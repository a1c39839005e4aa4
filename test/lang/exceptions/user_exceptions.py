# User exception classes carry state, defaults and hierarchy; super().__init__ sets args (library, exceptions).
class AppError(Exception):
    code = 1
    def __init__(self, msg, *, detail=None):
        super().__init__(msg)
        self.detail = detail
    def __str__(self):
        base = super().__str__()
        return f"[{self.code}] {base}" + (f" ({self.detail})" if self.detail else "")
class NotFound(AppError):
    code = 404
class NoInit(Exception):
    def __init__(self, a, b): pass
class WithKw(Exception):
    def __init__(self, **kw): super().__init__(kw)
for e in (AppError("a"), NotFound("b", detail="d"), NoInit(1, 2), WithKw(x=1)):
    try:
        raise e
    except AppError as x:
        print("App", x, x.args, x.detail, repr(x))
    except Exception as x:
        print("other", x, x.args, repr(x))
try:
    raise NotFound
except TypeError as e:
    print(e)
class Eq(Exception):
    def __eq__(self, o): return isinstance(o, Eq)
    __hash__ = None
try:
    raise Eq
except Eq as e:
    print(e == Eq(), e in [Eq()])
class Slots(Exception):
    __slots__ = ("q",)
s = Slots(1); s.q = 5; s.z = 6
print(s.q, vars(s))
