# A class may define __dict__ itself; vars() and dir() follow it, attribute access does not.
class P:
    @property
    def __dict__(self):
        return {"fake": 1}
p = P()
p.a = 2
print(p.__dict__, vars(p), p.a, hasattr(p, "fake"), "fake" in dir(p), "a" in dir(p))
class Q:
    __dict__ = {"x": 1}
q = Q()
q.b = 3
print(q.b, q.__dict__)
