# sys._current_frames, sys._current_exceptions, and the recursion limit in each thread.
import sys, threading, traceback
ev, ready = threading.Event(), threading.Event()
def waiter():
    try:
        1 / 0
    except ZeroDivisionError:
        ready.set()
        ev.wait()
w = threading.Thread(target=waiter)
w.start()
ready.wait()
frames = sys._current_frames()
print(len(frames), w.ident in frames, frames[threading.get_ident()] is sys._getframe())
names = [f.name for f in traceback.extract_stack(frames[w.ident])]
print(names[:4])
print(sys._current_exceptions()[w.ident][1])
ev.set()
w.join()
print(len(sys._current_frames()))
def rec(n):
    return 0 if n == 0 else 1 + rec(n - 1)
def deep():
    try:
        rec(10 ** 6)
    except RecursionError as e:
        print(e.args[0][:32])
    print(rec(800))
    x = []
    for i in range(100000):
        x = [x]
    try:
        repr(x)
    except RecursionError as e:
        print(e.args[0][:32])
t = threading.Thread(target=deep)
t.start()
t.join()
gens = (i for i in range(10 ** 5))
errors = set()
def use():
    try:
        for _ in range(3000):
            next(gens)
    except ValueError as e:
        errors.add(str(e))
ts = [threading.Thread(target=use) for _ in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(errors <= {'generator already executing'})
