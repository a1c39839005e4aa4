# A guard runs after the pattern bound its names; a false guard goes on to the next case (8.6.2).
def guard(tag, v):
    print("guard", tag, end="; ")
    return v
def f(v):
    match v:
        case [x, y] if guard("x==y", x == y): return "equal"
        case [x, y] if guard("sum", x + y > 10): return "big", x, y
        case [x, *r] if guard("rest", r): return "rest", x, r
        case _ if guard("wild", v is None): return "none"
        case int() | str() as z if guard("z", z): return "truthy", z
        case _: return "default"
for v in ([1, 1], [5, 9], [1, 2], [1], None, 5, 0, "", {}):
    print(v, f(v))
try:
    match 5:
        case n if n.missing: pass
except AttributeError as e:
    print(e, n)
match 3:
    case n if (m := n * 2) > 5:
        print(n, m)
match [1, 2]:
    case [a, b] if [a for a in range(3)]:
        print(a, b)
class B:
    def __bool__(self): raise ValueError("guard truth")
try:
    match 1:
        case _ if B(): pass
except ValueError as e:
    print(e)
