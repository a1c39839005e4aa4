# A function decorated very often.
# ends: stop
# time: 0.03
def d(f):
    def g(*a): return f(*a)
    return g
def f(): pass
while True:
    f = d(f)
    try: f()
    except RecursionError: f = len
    except TypeError: f = lambda: None
