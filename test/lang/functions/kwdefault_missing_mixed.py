# Missing positionals are reported before missing keyword-only arguments (6.3.4).
def f(a, b, *, c, d):
    return a, b, c, d

def g(a, *rest, k):
    return a, rest, k

def attempt(fn, *a, **k):
    try:
        print(fn(*a, **k))
    except TypeError as e:
        print(e)

attempt(f)
attempt(f, 1)
attempt(f, 1, 2)
attempt(f, 1, 2, c=3)
attempt(f, 1, 2, 3)
attempt(f, 1, 2, 3, c=1)
attempt(f, x=1)
attempt(f, 1, 2, x=1)
attempt(g)
attempt(g, 1)
attempt(g, k=1)
attempt(g, 1, 2, k=3, z=4)
