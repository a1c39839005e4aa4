# code of class bodies, functions and generator expressions run by other means than their own
import types


def inner(code, name):
    return next(k for k in code.co_consts if isinstance(k, types.CodeType) and k.co_name == name)


def outer():
    v = 1
    class A:
        w = v
        def m(self): return __class__
    return (x * v for x in [])


body = inner(outer.__code__, "A")
print(body.co_freevars)
ns = {"__name__": "m"}
exec(body, ns, given := {"v": "own"}, closure=(types.CellType(5),))
print(given["w"], sorted(k for k in given if k[0] != "_"))
exec(body, ns, given := {}, closure=(types.CellType(5),))
print(given["w"])
f = types.FunctionType(body, ns, "f", (), (types.CellType(6),))
print(type(f()), ns["w"])
ns["v"] = 7
f()
print(ns["w"])
try:
    exec(body, ns, {}, closure=(types.CellType(),))
except NameError as e:
    print(ns.pop("v", None), e)
try:
    types.FunctionType(body, {"__name__": "m"}, "f", (), (types.CellType(),))()
except NameError as e:
    print(e)

gen = inner(outer.__code__, "<genexpr>")
print(list(types.FunctionType(gen, {}, "g", (), (types.CellType(3),))(iter([1, 2]))))


def two(a, *, b=1): return a
for how in (exec, eval):
    try:
        how(two.__code__)
    except TypeError as e:
        print(e)
