# The line in a traceback is that of the call, also in multi-line calls (8.7).
import sys

def line():
    return sys._getframe(1).f_lineno

def f(*a):
    return a

print(f(line(),
        line(),

        line()))
x = [line(),
     line(
     ),
     line()]
print(x)
print(line()
      + line())
def g(
    a=line(),
    b=line(),
):
    return a, b
print(g())
print(sys._getframe().f_code.co_name, f.__code__.co_firstlineno)
