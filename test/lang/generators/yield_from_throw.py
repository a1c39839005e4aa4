# throw() goes to the subiterator if it has a throw method, otherwise raises at the yield from (PEP 380).
def sub():
    try:
        yield 1
    except ValueError as e:
        print("sub caught", e)
        yield "recovered"
    return "sub result"
def outer(it):
    try:
        r = yield from it
        print("result", r)
    except ValueError as e:
        print("outer caught", e)
        yield "outer"

o = outer(sub())
print(next(o), o.throw(ValueError("a")), next(o, "end"))
o = outer([1, 2])
print(next(o), o.throw(ValueError("b")), next(o, "end"))
class T:
    def __iter__(self): return self
    def __next__(self): return "n"
    def throw(self, *a):
        print("throw called with", len(a), a[0] if isinstance(a[0], type) else repr(a[0]))
        raise StopIteration("from throw")
o = outer(T())
print(next(o))
try:
    o.throw(ValueError("d"))
except StopIteration as e:
    print("outer ended", e.value)
