# Several managers enter left to right and exit in reverse order (8.5).
class CM:
    def __init__(self, n):
        print("make", n)
        self.n = n
    def __enter__(self):
        print("enter", self.n)
        return self.n
    def __exit__(self, *a):
        print("exit", self.n, a[0] and a[0].__name__)
with CM("a") as a, CM("b"), CM("c" + a) as c:
    print("body", a, c)
with (CM("p") as p, CM("q") as q,):
    print(p, q)
with (CM("r"), CM("s")):
    print("tuple form is two managers")
with (CM("t")) as t, (CM("u")) as u:
    print(t, u)
with CM("one"):
    with CM("two"):
        pass
with CM("x") as (y), CM("z") as [*z]:
    print(y, z)
