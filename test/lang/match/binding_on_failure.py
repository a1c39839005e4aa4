# Names of a sub-pattern may stay bound after its case failed, but only when the whole pattern matched (8.6.1).
def f(v):
    match v:
        case [a, b, 99]: pass
        case [c, d] if False: pass
        case {"k": e, "z": 1}: pass
        case _: pass
    return {k: x for k, x in locals().items() if k != "v"}
print(f([1, 2, 3]))
print(f([1, 2]))
print(f({"k": 5, "z": 2}))
print(f({"k": 5, "z": 1}))
x = "before"
match [1, 2]:
    case [x, 3]: print("no")
    case [1, y]: print("second", y)
print(x)
class A:
    __match_args__ = ("p", "q")
    p, q = 1, 2
x = "before"
match A():
    case A(x, 3): print("no")
    case A(1, z): print("z", z)
print(x)
