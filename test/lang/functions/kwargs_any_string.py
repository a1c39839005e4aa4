# Keys spread by ** need only be strings, not identifiers, and keep their order (6.3.4).
def f(**k):
    return k

d = {"a b": 1, "": 2, "class": 3, "é": 4}
r = f(**d)
print(r, r is d, r == d)
r["new"] = 1
print("new" in d)

class Map:
    def keys(self):
        print("keys")
        return ["one", "two"]
    def __getitem__(self, key):
        print("get", key)
        return key.upper()

print(f(zero=0, **Map(), three=3))

class NoGetitem:
    def keys(self):
        return ["x"]
try:
    f(**NoGetitem())
except TypeError as e:
    print(e)
