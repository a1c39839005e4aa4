# A generator that does not let itself be closed.
# ends: stop
# time: 0.1
def g():
    while True:
        try:
            while True: yield
        except BaseException:
            pass
while True:
    it = g()
    next(it)
    try: it.close()
    except RuntimeError: pass
