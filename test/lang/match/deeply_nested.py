# Patterns may be nested as deeply as parentheses may (8.6.4), and lose nothing on the way.
class Box:
    __match_args__ = ("inner",)
    def __init__(self, inner): self.inner = inner


def nest(wrap, n, core):
    for _ in range(n):
        core = wrap(core)
    return core


def matching(opening, closing, n):
    space = {"Box": Box}
    exec(f"""
def match(value):
    match value:
        case {opening * n}[x, *_, 3]{closing * n}:
            return x
        case {opening}("a" | 7) as y{closing}:
            return "outer", y
        case _:
            return "other"
""", space)
    return space["match"]


for opening, closing, wrap in [
    ("{1: ", "}", lambda x: {1: x, "more": 2}),
    ("[", "]", lambda x: [x]),
    ("Box(", ")", Box),
    ("Box(inner=", ")", Box),
    ("[_, *_, ", "]", lambda x: (0, x)),
    ("{1: _, 2: ", "}", lambda x: {1: 5, 2: x}),
]:
    for n in 1, 2, 50, 190:
        match = matching(opening, closing, n)
        print(opening, n, match(nest(wrap, n, [8, 9, 3])), match(nest(wrap, n, [8, 9, 4])), match(wrap("a")), match(wrap(7)))


def several(value):
    match value:
        case {"a": {"b": [x, Box(y)]}, "c": z} if x != y: return x, y, z
        case {"a": {"b": [x, _]}, "d": _}: return x
        case Box(Box(Box({"k": k, **rest}))): return k, rest
        case Box(inner=[Box(p), Box(q)]): return p, q
        case {"only": Box([_, {"deep": (1 | 2) as deep}])}: return deep


for value in [{"a": {"b": [1, Box(2)]}, "c": 3}, {"a": {"b": [1, Box(1)]}, "d": 3}, Box(Box(Box({"k": 1, "l": 2}))),
              Box([Box(4), Box(5)]), {"only": Box([0, {"deep": 2}])}, {"only": Box([0, {"deep": 3}])}]:
    print(several(value))
