# gi_frame, gi_code, gi_yieldfrom and names describe a generator's state (3.2).
def sub():
    yield 1
def g(a):
    b = a + 1
    yield b
    yield from s
    return 0

s = sub()
it = g(10)
print(it.__name__, it.__qualname__, it.gi_code is g.__code__, it.gi_yieldfrom, it.gi_suspended)
print(it.gi_frame.f_locals, it.gi_frame.f_lineno - g.__code__.co_firstlineno)
next(it)
print(it.gi_frame.f_locals, it.gi_frame.f_lineno - g.__code__.co_firstlineno, it.gi_suspended)
next(it)
print(it.gi_yieldfrom is s)
print(next(it, "end"), it.gi_frame, it.gi_suspended, it.gi_yieldfrom)
it.__name__ = "renamed"
print(it.__name__)
try:
    it.__name__ = 1
except TypeError as e:
    print(e)
try:
    it.gi_running = True
except AttributeError as e:
    print(type(e).__name__)
print(iter(it) is it)
