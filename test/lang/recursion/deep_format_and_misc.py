# Other recursive natives are bounded: isinstance tuples, json-like walks, getattr chains, sorting keys, class nesting.
t = ()
for _ in range(30000): t = (t,)
for f in (lambda: isinstance(1, t), lambda: issubclass(int, t), lambda: "".startswith(t)):
    try:
        print(f())
    except (RecursionError, TypeError) as e:
        print(type(e).__name__)
while t: t = t[0]
def walk(x): return [walk(y) for y in x]
x = []
for _ in range(5000): x = [x]
try:
    walk(x)
except RecursionError:
    print("walk R")
class A:
    def __getattr__(self, n): return getattr(self, n + "x")
    def __format__(self, s): return format(self, s)
    def __lt__(self, o): return self < o
    def __hash__(self): return hash(self)
    def __str__(self): return str(self)
    def __index__(self): return [1][self]
    def __enter__(self):
        with self: pass
    def __exit__(self, *a): pass
    def __contains__(self, v): return v in self
    def __instancecheck__(self, o): return isinstance(o, self)
    def __reversed__(self): return reversed(self)
    def __next__(self): return next(self)
    def __setitem__(self, k, v): self[k] = v
    def __delattr__(self, n): del self.x
a = A()
for src in ("a.z", "f'{a}'", "sorted([a, A()])", "hash(a)", "str(a)", "hex(a)", "with a: pass",
            "1 in a", "isinstance(1, a)", "reversed(a)", "next(a)", "a[0] = 1", "del a.q", "{a: 1}",
            "max(a, A())", "print(a)"):
    try:
        exec(src); print(src, "no error")
    except RecursionError:
        print(src, "R", end="; ")
print()
