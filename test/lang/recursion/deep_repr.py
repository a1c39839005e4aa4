# repr and str of very deep containers raise RecursionError and leave no trace behind (library, repr).
def nest(kind, n):
    x = kind([])
    for _ in range(n): x = kind([x])
    return x
shallow = nest(list, 50)
print(repr(shallow) == "[" * 51 + "]" * 51, len(str(nest(tuple, 20))))
deep = nest(list, 30000)
deep_t = nest(tuple, 30000)
d = {}
for _ in range(30000): d = {"k": d}
for x in (deep, deep_t, d):
    for f in (repr, str, ascii, "{}".format, lambda v: "%s" % (v,), lambda v: f"{v}"):
        try:
            f(x)
            print("no error")
        except RecursionError:
            print("R", end=" ")
    print()
print(repr([1, [2]]), len(repr(shallow)))
class A:
    def __repr__(self): return repr([self])
try:
    repr(A())
except RecursionError as e:
    print(str(e)[:32])
class B:
    def __repr__(self): return f"<{self.x!r}>"
b = B(); b.x = [b]
try:
    repr(b)
except RecursionError:
    print("RecursionError through attribute")
b.x = [1]; print(b)
while deep: deep = deep[0]
while deep_t: deep_t = deep_t[0]
while d: d = d["k"]
print(deep, deep_t, d)
