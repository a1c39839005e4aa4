# raise accepts a class or an instance; anything else is a TypeError; bare raise needs an active one (7.8).
class E(Exception):
    def __init__(self, *a):
        print("init", a)
        super().__init__(*a)
class NoArgs(Exception):
    def __init__(self, required): pass
class NotExc:
    pass
class Weird(Exception):
    def __new__(cls): return 5
for make in (lambda: E, lambda: E("inst"), lambda: E(1, 2), lambda: 5, lambda: "text",
             lambda: NotExc, lambda: NotExc(), lambda: None,
             lambda: NoArgs, lambda: Weird, lambda: (E, "x"), lambda: int, lambda: KeyError,
             lambda: Ellipsis):
    try:
        raise make()
    except Exception as e:
        print(type(e).__name__, e.args)
try:
    raise
except RuntimeError as e:
    print(e)
def outer():
    try:
        raise KeyError("k")
    except KeyError:
        helper()
def helper():
    raise
try:
    outer()
except KeyError as e:
    print("reraised from helper", e)
