# Generator objects refuse construction, subclassing and bad arguments (3.2).
def g():
    yield
G = type(g())
for bad in (lambda: G(), lambda: type("S", (G,), {}), lambda: G.send(1, 2), lambda: G.send(g()),
            lambda: g().send(), lambda: g().send(1, 2), lambda: g().close(1), lambda: g()[0],
            lambda: len(g()), lambda: g()(), lambda: g() + g(), lambda: G.__next__([])):
    try:
        bad()
    except TypeError as e:
        print(e)
print(G.__name__, G.__mro__, hasattr(G, "__del__"))
print(bool(g()), g() == g(), callable(g()))
a = g()
print(hash(a) == hash(a), a in [a], {a: 1}[a])
print(sorted(n for n in dir(G) if not n.startswith("__")))
