# A trace function that catches everything.
# ends: stop
# time: 0.1
import sys
def trace(frame, event, arg):
    try:
        return trace
    except BaseException:
        return trace
sys.settrace(trace)
def f():
    while True:
        try:
            while True: x = 1
        except BaseException: pass
try: f()
except BaseException: f()
