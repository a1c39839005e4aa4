# Parameters of every kind can be captured and rebound by inner functions (8.7).
def f(a, /, b, *args, k=1, **kw):
    def bump():
        nonlocal a, b, args, k, kw
        a += 1
        b *= 2
        args = args + ("x",)
        k = -k
        kw = {**kw, "n": len(kw)}
    bump()
    bump()
    return a, b, args, k, kw

print(f(1, 2, 3, k=7, z=0))
def g(self_name):
    self_name, orig = (lambda: self_name + 1), self_name
    try:
        return self_name()
    except TypeError as e:
        return type(e).__name__, orig
print(g(1))
def h(x, fs):
    fs.append(lambda: x)
    x += 1
    return fs
acc = []
h(1, acc); h(10, acc)
print([f() for f in acc])
