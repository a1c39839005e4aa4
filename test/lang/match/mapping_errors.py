# Duplicate keys in a mapping pattern are errors, at compile time or when they turn out equal (8.6.4.9).
class K:
    a = "same"
    b = "same"
    c = "other"
try:
    match {"same": 1}:
        case {K.a: x, K.b: y}: print("no")
except ValueError as e:
    print(e)
match {"same": 1, "other": 2}:
    case {K.a: x, K.c: y}: print(x, y)
for src in ("case {'a': 1, 'a': 2}: pass", "case {**rest, 'a': 1}: pass", "case {**a, **b}: pass",
            "case {x: 1}: pass", "case {[1]: 2}: pass",
            "case {'a': 1, 'b': 2, **_}: pass", "case {f'x': 1}: pass", "case {1: a, 1: b}: pass",
            "case {1: a, 1.0: b}: pass", "case {-1: a, -1: b}: pass",
            "case {'a': x, 'b': x}: pass", "case {a.b: 1, a.b: 2}: pass",
            "case {None: 1, None: 2}: pass", "case {'a' 'b': 1}: pass", "case {}: pass"):
    try:
        compile("match x:\n " + src, "<t>", "exec")
        print("ok", src)
    except SyntaxError as e:
        print(src, "->", e.msg)
