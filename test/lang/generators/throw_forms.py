# throw() raises at the paused yield; instance, class and value forms are normalised (6.2.9.1).
def g():
    while True:
        try:
            yield "ready"
        except ValueError as e:
            print("caught", type(e).__name__, e.args)

it = g()
next(it)
print(it.throw(ValueError))
print(it.throw(ValueError("inst")))
print(it.throw(ValueError, "val"))
print(it.throw(ValueError, ("a", "b")))
print(it.throw(ValueError, ValueError("other")))
for bad in (lambda: it.throw(5), lambda: it.throw(int), lambda: it.throw(ValueError("x"), 1),
            lambda: it.throw(ValueError, None, 3), lambda: it.throw()):
    try:
        bad()
    except TypeError as e:
        print(e)
print(next(it))
try:
    it.throw(KeyError("out"))
except KeyError as e:
    print("escaped", e)
print(next(it, "finished"))
