# The tuple of *args and the dict of **kwargs are fresh objects for each call (8.7).
def f(*a):
    return a
def k(**d):
    d["seen"] = True
    return d

t = (1, 2)
print(f(*t) == t, type(f(*[1])) is tuple, f() == ())
src = {"a": 1}
r1, r2 = k(**src), k(**src)
print(src, r1, r1 is r2)
def fwd(*a, **d):
    return f(*a), k(**d)
print(fwd(1, 2, x=3))
class L(list): pass
print(f(*L([1, 2])), type(f(*L())).__name__)
def mutate(lst, *a):
    lst.append(0)
    return a
lst = [1]
print(mutate(lst, *lst), lst)
gen = (i for i in range(3))
print(f(next(gen), *gen), list(gen))
