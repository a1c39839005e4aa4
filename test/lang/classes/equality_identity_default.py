# By default objects compare by identity and have no order; ids are stable while alive (3.3.1).
class A: pass
a, b = A(), A()
print(a == a, a == b, a != b, a is a, hash(a) == hash(a), id(a) == id(a))
d = {a: 1, b: 2}
print(d[a], d[b], a in [b, a], [b, a].index(a), [a, b].count(a))
for op in ("a < b", "a <= b", "a > 1", "1 >= a", "a < a", "a + b", "-a", "a[0]", "a()", "len(a)",
           "a in a",
           "for_ in a", "iter(a)", "int(a)", "float(a)", "a ** b", "~a", "a @ b", "a[0:1]",
           "round(a)", "a << 1"):
    try:
        for_ = 1
        eval(op)
    except TypeError as e:
        print(op, "->", e)
def f():
    a = A()
    try:
        a[1] = 2
    except TypeError as e:
        print(e)
    try:
        del a[1]
    except TypeError as e:
        print(e)
f()
