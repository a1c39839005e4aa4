# Generators and closures that hold slotted objects see every later change.
class C:
    __slots__ = ("n",)
def gen(o):
    while True:
        yield o.n
        o.n += 1
c = C()
c.n = 0
g = gen(c)
print(next(g), next(g), c.n)
c.n = 10.5
print(next(g), c.n)
def counter():
    state = C()
    state.n = 0
    def bump():
        state.n += 1
        return state.n
    return bump, lambda: state.n
bump, read = counter()
bump(), bump()
print(read())
