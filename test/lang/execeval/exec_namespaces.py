# exec binds in the given locals, reads locals then globals then built-ins, and adds __builtins__ to globals (built-in functions).
g, l = {"a": 1}, {}
print(exec("b = a + 1\nglobal c\nc = b * 2\nprint(sorted(locals()), 'c' in globals())", g, l))
print(l, g["c"], sorted(g), "__builtins__" in l)
exec("x = 5"); print(x)
def f():
    y = 1
    exec("y = 2; z = 3")
    d = {}
    exec("z = y", globals(), d) if "y" in globals() else exec("z = 9", d)
    return y, "z" in locals(), d["z"]
print(f())
class Log(dict):
    def __getitem__(self, k): print("get", k); return super().__getitem__(k)
    def __setitem__(self, k, v): print("set", k); super().__setitem__(k, v)
    def __missing__(self, k):
        if k in ("print", "len"): raise KeyError(k)
        return "missing " + k
exec("p = q\nprint(p, r)\nlen([])\ndel p", {}, Log())
class M:
    def __getitem__(self, k):
        if k == "v": return 42
        raise KeyError(k)
    def __setitem__(self, k, v): print("store", k, v)
    def __delitem__(self, k): print("delete", k)
exec("w = v + 1\ndel w\nfor i in [7]: pass", {}, M())
for args in (("1", 5), ("1", {}, 5), (5,), (None,), ("1", None, {}), ("x y",), ("1", []), (),
             ("1", {}, {}, {}), (b"b = 1", g), (compile("1", "f", "eval"),)):
    try:
        print(exec(*args))
    except (TypeError, SyntaxError) as e:
        print(type(e).__name__, e)
