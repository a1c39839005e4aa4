# A generator cannot be resumed, closed or thrown into while it runs (6.2.9.1).
def g():
    for act in (lambda: next(it), lambda: it.send(None), lambda: it.throw(KeyError),
                lambda: it.close(),
                lambda: list(it)):
        try:
            act()
        except ValueError as e:
            print(e)
    print(it.gi_running)
    yield 1

it = g()
print(it.gi_running)
print(next(it), it.gi_running, list(it))
def a():
    yield next(b_it)
def b():
    yield next(a_it)
a_it, b_it = a(), b()
try:
    next(a_it)
except ValueError as e:
    print("mutual:", e)
print(list(a_it), list(b_it))
