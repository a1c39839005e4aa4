# yield from passes send() values to a subgenerator and next() to a plain iterator (PEP 380).
def sub():
    got = []
    while True:
        x = yield len(got)
        if x is None:
            return got
        got.append(x)
def outer():
    r = yield from sub()
    print("sub returned", r)
    yield from "ab"
    return "done"

it = outer()
print(next(it), it.send(10), it.send(20))
print(it.send(None))
print(next(it))
it2 = outer()
next(it2)
print(next(it2))
try:
    it2.send("to a str iterator")
except AttributeError as e:
    print(e)
class Recv:
    def __iter__(self): return self
    def __next__(self): return "next"
    def send(self, v): return ("sent", v)
def wrap():
    yield from Recv()
w = wrap()
print(next(w), w.send(1), w.send(None))
