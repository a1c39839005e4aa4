# Line events where blocks are left and where statements have no code: constant tests, break, finally, with.
import sys

def trace(fn, *args):
    events = []
    first = fn.__code__.co_firstlineno
    def tracer(frame, event, arg):
        if frame.f_code is not fn.__code__:
            return None
        events.append((frame.f_lineno - first, event))
        return tracer
    sys.settrace(tracer)
    try:
        fn(*args)
    except Exception as e:
        events.append(type(e).__name__)
    finally:
        sys.settrace(None)
    print(fn.__name__, *("%d%s" % (e[0], e[1][0]) if isinstance(e, tuple) else e for e in events))

class Manager:
    def __enter__(self):
        return self
    def __exit__(self, *args):
        return None

def constant_tests(n):
    if 1:
        n += 1
    else:
        pass
    while True:
        n += 1
        break
    return None
def ends_in_if(n):
    if n:
        n = 2
    else:
        n = 3
def nested_if(n):
    if n:
        if n > 1:
            n = 2
        else:
            n = 3
    else:
        n = 4
def break_to_break(n):
    while n:
        while n:
            break
        break
def break_to_continue(n):
    while n:
        n -= 1
        while True:
            break
        continue
def return_in_try(n):
    try:
        return 2
    finally:
        n = 1
def return_in_with(n):
    with Manager():
        return
def break_in_with(n):
    for i in (1, 2):
        with Manager():
            break
    pass
def loop_in_finally(n):
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                break
        finally:
            n = i
def bare_except(n):
    try:
        1 / n
    except:
        n = 1
    finally:
        n = 2
def named_except(n):
    try:
        1 / n
    except ZeroDivisionError as e:
        n = e
def unwound(n):
    try:
        n = 1 / n
    except TypeError:
        pass
def matched(n):
    match n:
        case 0:
            n = 1
        case _:
            n = 2
for fn in (constant_tests, ends_in_if, nested_if, break_to_break, break_to_continue, return_in_try, return_in_with,
           break_in_with, loop_in_finally, bare_except, named_except, unwound, matched):
    for n in 0, 1:
        trace(fn, n)
