# := inside a comprehension binds in the containing function or module (PEP 572).
print([last := x for x in range(4)], last)
def f():
    total = 0
    r = [total := total + v for v in (1, 2, 3)]
    return r, total
print(f())
if any((hit := n) > 2 for n in (1, 3, 5)):
    print(hit)
print([y := 1, y ** 2, [y := y + i for i in range(3)]], y)
def g():
    global gl
    [gl := i for i in range(3)]
g()
print(gl)
def h():
    n = 0
    def inner():
        nonlocal n
        [n := n + i for i in range(4)]
    inner()
    return n
print(h())
print([[(deep := j) for j in range(i)] for i in range(4)][-1], deep)
