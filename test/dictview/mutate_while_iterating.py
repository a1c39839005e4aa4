# Growth during iteration is an error, however it happens; a new value for a known name is none.
class P:
    pass
def fresh():
    p = P()
    p.a, p.b, p.c = 1, 2, 3
    return p
def attempt(change, view):
    p = fresh()
    seen = []
    try:
        for k in view(p.__dict__):
            seen.append(k)
            change(p)
    except RuntimeError as e:
        seen.append(str(e))
    print(seen)
views = (lambda d: d, lambda d: d.items(), lambda d: d.values())
for view in views:
    attempt(lambda p: setattr(p, "new", 1), view)
    attempt(lambda p: p.__dict__.pop("b", None), view)
    attempt(lambda p: setattr(p, "a", 9.5), view)
    attempt(lambda p: p.__dict__.update(x=1), view)
p = fresh()
it = iter(p.__dict__)
print(next(it), it.__length_hint__())
del p.c
p.d = 1
print(list(it))
