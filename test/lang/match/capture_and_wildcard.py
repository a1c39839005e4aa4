# A capture pattern binds always; _ matches without binding; names stay bound after the match (8.6.4.4).
def f(v):
    match v:
        case [x, _, _, y]: return x, y, "_" in locals()
        case (a): return "captured", a
print(f([1, 2, 3, 4]), f(5))
match "val":
    case name:
        pass
print(name)
match [1, 2]:
    case [p, 3]:
        print("no")
    case [q, r] if q > r:
        print("guard failed but bound")
    case _:
        print("default")
print(q, r)
_ = "kept"
match 5:
    case _:
        print(_)
match (1, 2), 3:
    case (first, second), third:
        print(first, second, third)
match 1, 2:
    case t:
        print(t)
match 1,:
    case u:
        print(u)
match = case = 5
match match:
    case case: print(case)
print(match, _)
