# __getattr__ that reads a missing attribute of self recurses until RecursionError (3.3.2).
class A:
    def __getattr__(self, n): return self._data[n]
a = A()
try:
    a.x
except RecursionError as e:
    print("RecursionError", str(e).startswith("maximum recursion depth exceeded"))
a._data = {"x": 1}
print(a.x)
try:
    a.y
except KeyError as e:
    print("KeyError", e)
print(hasattr(A, "x"))
class B:
    def __setattr__(self, n, v): self.other = v
try:
    B().x = 1
except RecursionError:
    print("set recursion")
class C:
    def __getattribute__(self, n):
        return getattr(self, n)
try:
    C().x
except RecursionError:
    print("getattribute recursion")
print("alive")
