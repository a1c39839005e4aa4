# Events of sys.settrace: calls, lines, returns and exceptions of many statements.
import sys, os
ev=[]
def tracer(frame, event, arg):
    ev.append((frame.f_code.co_name, event, frame.f_lineno-frame.f_code.co_firstlineno, str(type(arg)) if event in('return',) else arg and arg[0].__name__))
    return tracer
def f(n):
    x = 0
    for i in range(n):
        if i == 1:
            continue
        x += i
    else:
        x += 1
    while x > 2:
        x -= 1
    try:
        g(x)
    except ValueError as e:
        pass
    finally:
        x = 3
    with C():
        x = 4
    y = [a for a in range(2)]
    z = (1,
         n,
         g2(
             3))
    return x
def g(x):
    raise ValueError(x)
def g2(x): return x
class C:
    def __enter__(self): return self
    def __exit__(self, *a):
        return None
def gen():
    yield 1
    yield 2
def h():
    for v in gen():
        pass
    l = lambda: 5
    l()
    class K:
        a = 1
        def m(self): pass
    if not l:
        pass
    else:
        pass
    def inner():
        return 1
    assert inner()
    del l
    import os
    global gg
    gg = {1: 2,
       3: 4}
    list(gen())
def run(fn,*a):
    ev.clear()
    sys.settrace(tracer)
    fn(*a)
    sys.settrace(None)
    for e in ev: print(*e)
run(f,3)
print('--')
run(h)
