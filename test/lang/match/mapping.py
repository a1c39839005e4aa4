# Mapping patterns match dicts by listed keys, extra keys are ignored, ** takes the rest (8.6.4.9).
def f(v):
    match v:
        case {"op": "add", "args": [x, y]}: return x + y
        case {"op": str(name), **rest}: return name, rest
        case {1: one, None: none}: return one, none
        case {"k": {"inner": deep}}: return deep
        case {-1: neg}: return "neg", neg
        case {}: return "any mapping"
        case _: return "no"
for v in ({"op": "add", "args": [1, 2]}, {"op": "add", "args": [1]}, {"op": "mul", "z": 1},
          {"op": 5}, {1: "a", None: "b", 2: "c"}, {},
          {"k": {"inner": 7, "x": 1}}, {"k": 5}, {-1: 0}, [], "op", 5):
    print(v, "->", f(v))
d = {"a": 1, "b": 2}
match d:
    case {"a": a, **rest}:
        rest["c"] = 3
        print(a, rest, d)
class D(dict):
    def __missing__(self, k): return "default"
    def get(self, k, d=None):
        print("get", k)
        return super().get(k, d)
match D(x=1):
    case {"y": y}: print("missing is not used", y)
    case {"x": x}: print("x", x)
match {True: "t"}:
    case {1: v}: print(v)
