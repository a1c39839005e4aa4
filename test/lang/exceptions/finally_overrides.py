# A return, break or new exception in finally replaces what was going on (8.4.4).
def a():
    try:
        return "try"
    finally:
        return "finally"
def b():
    try:
        raise ValueError("lost")
    finally:
        return "swallowed"
def c():
    while True:
        try:
            raise ValueError("lost")
        finally:
            break
    return "broke out"
def d():
    for i in range(2):
        try:
            1 / 0
        finally:
            continue
    return "continued"
def e():
    try:
        return 1
    finally:
        raise KeyError("replaces return")
def f():
    try:
        raise ValueError("first")
    finally:
        raise KeyError("second")
print(a(), b(), c(), d())
for fn in (e, f):
    try:
        fn()
    except KeyError as x:
        print(x, repr(x.__context__))
def g():
    x = 1
    try:
        return x
    finally:
        x = 2
print(g())
