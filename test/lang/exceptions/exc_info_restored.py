# sys.exc_info() follows handler nesting and is restored when a handler or function ends (library, sys).
import sys
def now(): return sys.exc_info()[0] and sys.exc_info()[0].__name__
def helper():
    before = now()
    try:
        raise KeyError
    except KeyError:
        inner = now()
    return before, inner, now()
print(now())
try:
    raise ValueError("v")
except ValueError as e:
    print(now(), helper(), now(), sys.exc_info()[1] is e, sys.exc_info()[2] is e.__traceback__,
          sys.exception() is e)
    try:
        raise TypeError
    except TypeError:
        print(now())
    print(now())
    for _ in range(1):
        try:
            raise OSError
        except OSError:
            continue
    print(now())
print(now(), sys.exc_info(), sys.exception())
def ret():
    try:
        raise IndexError
    except IndexError:
        return now()
print(ret(), now())
try:
    raise ValueError
except ValueError:
    print([now() for _ in range(1)], list(map(lambda _: now(), [1])))
try:
    try:
        raise ValueError
    finally:
        print("finally sees", now())
except ValueError:
    pass
