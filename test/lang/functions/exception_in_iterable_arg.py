# An error while spreading arguments surfaces unchanged and the callee is not entered (6.3.4).
def f(*a, **k):
    print("called", a, k)

def gen():
    yield 1
    raise KeyError("from gen")

class BadKeys:
    def keys(self):
        raise ValueError("keys")

class BadGet:
    def keys(self):
        return ["a", "b"]
    def __getitem__(self, k):
        if k == "b":
            raise IndexError("item")
        return 1

class BadIter:
    def __iter__(self):
        raise TypeError("own iter error")

for call in (lambda: f(*gen()), lambda: f(**BadKeys()), lambda: f(**BadGet()),
             lambda: f(*BadIter())):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
