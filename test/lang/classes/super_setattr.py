# Reading through super() skips the instance dict; assignment goes nowhere (built-in functions, super).
class A:
    v = "A"
class B(A):
    v = "B"
    def __init__(self):
        self.v = "inst"
    def read(self):
        return self.v, super().v
    def write(self):
        super().v = "new"
b = B()
print(b.read())
try:
    b.write()
except AttributeError as e:
    print(e)
print(b.read())
class C(A):
    def __getitem__(self, k): return "item"
    def try_sub(self):
        try:
            return super()[0]
        except TypeError as e:
            return str(e)
print(C().try_sub())
class D(dict):
    def __getitem__(self, k): return ("D", super().__getitem__(k))
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
d = D()
d["a"] = 2
print(d["a"], d.get("a"), dict(d))
print(repr(super(B, b)).split(",")[0])
