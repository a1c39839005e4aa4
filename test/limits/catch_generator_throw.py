# Exceptions thrown into a generator that eats them.
# ends: stop
# time: 0.1
def g():
    while True:
        try: yield
        except BaseException: pass
it = g()
next(it)
while True: it.throw(ValueError)
