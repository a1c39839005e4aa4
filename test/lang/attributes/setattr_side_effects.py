# object.__setattr__ bypasses the hook; hooks may rename, compute or refuse (3.3.2).
class Upper:
    def __setattr__(self, n, v): self.__dict__[n.upper()] = v
    def __getattr__(self, n):
        try:
            return self.__dict__[n.upper()]
        except KeyError:
            raise AttributeError(n) from None
u = Upper()
u.abc = 1
u.abc += 5
print(u.ABC, u.abc, vars(u))
object.__setattr__(u, "raw", 2)
print(u.raw, sorted(vars(u)))
try:
    u.zzz
except AttributeError as e:
    print(e, e.__cause__, e.__suppress_context__, type(e.__context__).__name__)
class Track:
    def __init__(self): self.__dict__["_changes"] = []
    def __setattr__(self, n, v):
        self._changes.append((n, getattr(self, n, None), v))
        super().__setattr__(n, v)
t = Track()
t.a = 1; t.a = 2; t.b = t.a
print(t._changes)
for f in (lambda: object.__setattr__(t, 5, 1), lambda: object.__setattr__(t),
          lambda: object.__delattr__(t, "zz"),
          lambda: object.__getattribute__(t, "zz")):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
