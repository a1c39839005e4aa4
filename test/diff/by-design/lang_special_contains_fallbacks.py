# in uses __contains__, else __iter__, else __getitem__ by index until IndexError (6.10.2).
# differs: a float is its bits, not a cell: a NaN made anew is the same object, so `in` finds it
class C:
    def __contains__(self, x):
        print("contains", x)
        return 0
class I:
    def __iter__(self):
        for v in (1, 2, 3):
            print("iter", v, end=" ")
            yield v
class G:
    def __getitem__(self, i):
        print("item", i, end=" ")
        if i == 3:
            raise IndexError
        return i * 10
print(1 in C(), 1 not in C())
print(2 in I(), 9 in I(), 9 not in I())
print(10 in G(), 99 in G(), 20 not in G())
class P: pass
class NoContains(I):
    __contains__ = None
class Stop:
    def __getitem__(self, i):
        if i: raise StopIteration
        return "x"
class Err:
    def __getitem__(self, i): raise KeyError(i)
for f in (lambda: 1 in P(), lambda: 1 in 5, lambda: 1 in NoContains(), lambda: 1 in Stop(),
          lambda: 1 in Err(), lambda: 1 in None,
          lambda: 1 in "abc", lambda: "a" in b"abc", lambda: [] in {1}, lambda: 300 in b"a",
          lambda: [] in {}):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
nan = float("nan")
print(nan in [nan], nan in (nan,), nan in [float("nan")], 1.0 in [1], True in {1: 0})
