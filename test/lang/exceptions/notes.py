# add_note appends to __notes__; only strings are accepted (PEP 678).
e = ValueError("v")
print(hasattr(e, "__notes__"))
print(e.add_note("first"), e.__notes__)
e.add_note("second\nwith line")
print(e.__notes__, e.args, str(e))
for bad in (5, None, b"x"):
    try:
        e.add_note(bad)
    except TypeError as x:
        print(x)
e.__notes__ = ("tuple",)
try:
    e.add_note("x")
except TypeError as x:
    print(x)
del e.__notes__
e.add_note("again")
print(e.__notes__, e.__dict__)
try:
    e.add_note()
except TypeError as x:
    print(x)
class S(str): pass
e.add_note(S("sub"))
print(e.__notes__, [type(n).__name__ for n in e.__notes__])
def f():
    try:
        raise KeyError("k")
    except KeyError as e:
        e.add_note("while f")
        raise
try:
    f()
except KeyError as e:
    print(e.__notes__)
