# except* of everything.
# ends: stop
# time: 0.1
def f():
    while True:
        try:
            while True: pass
        except* BaseException:
            pass
f()
