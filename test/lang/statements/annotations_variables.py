# Variable annotations are evaluated and stored at module and class level, not in functions (7.2.2, PEP 526).
a: int = 1
b: "forward"
c: print("evaluated") = 2
(d): str = "not simple"
class K:
    x: int
    y: str = "v"
    __p: float = 1.0
    self_ref: "K"
print(__annotations__)
print(K.__annotations__, hasattr(K, "x"), K.y)
def f():
    p: undefined_name = 5
    q: undefined_name
    try:
        return q
    except UnboundLocalError as e:
        return p, str(e)
print(f(), f.__annotations__)
try:
    m: undefined_name = 5
except NameError as e:
    print(e, "m" in globals())
o = type("O", (), {})()
o.attr: print("attr annotation") = 5
l = [0]
l[0]: int = 7
print(o.attr, l, "o" in __annotations__)
class S(K): w: bytes
print(S.__annotations__, K.__dict__["__annotations__"] is K.__annotations__)
for src in ("a: int, b: str", "(a, b): int", "[a]: int", "f(): int", "a: int: str",
            "a: int = b: int = 1", "a.b: int", "a: yield", "def f(): a: (yield)", "a: (x := 1)",
            "1: int"):
    try:
        compile(src, "<t>", "exec"); print("ok", src)
    except SyntaxError as e:
        print(src, "->", e.msg)
