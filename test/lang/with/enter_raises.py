# If __enter__ fails, its own __exit__ is not called but those of earlier managers are (8.5).
class CM:
    def __init__(self, n, fail=False, sup=False): self.n, self.fail, self.sup = n, fail, sup
    def __enter__(self):
        print("enter", self.n)
        if self.fail: raise ValueError("enter " + self.n)
    def __exit__(self, t, v, tb):
        print("exit", self.n, v)
        return self.sup
try:
    with CM("a"), CM("b", fail=True), CM("c"):
        print("body never runs")
except ValueError as e:
    print("out", e)
with CM("sup", sup=True), CM("bad", fail=True):
    print("body never runs")
print("continues")
with CM("sup", sup=True), undefined_manager:
    pass
try:
    with CM("a") as undefined.attr:
        print("body never runs")
except NameError as e:
    print(e)
with CM("sup", sup=True) as (x, y):
    print("unpacking None fails inside the block")
