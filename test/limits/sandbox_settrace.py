# Line numbers set by a trace function.
# ends: done
# time: 20
# prints: caught
import sys
n = 0
def trace(frame, event, arg):
    global n
    n += 1
    for line in range(-5, 60, 7):
        try: frame.f_lineno = line
        except (ValueError, TypeError): pass
        if n > 2000: sys.settrace(None)
    return trace
def f():
    for i in range(3):
        try:
            with open as x: pass
        except Exception: i += 1
        finally: i -= 1
    return i
sys.settrace(trace)
try: f()
except BaseException: pass
sys.settrace(None)
print('caught')
