# threading.local: a dict for each thread, __init__ in each, and nothing left behind.
import threading, gc, weakref, time
def run(f):
    x = threading.Thread(target=f); x.start(); x.join()
loc = threading.local()
loc.x = 1
def g():
    try:
        loc.x
    except AttributeError as e:
        print(e)
    loc.x = 5
    print(loc.__dict__)
run(g)
print(loc.x, loc.__dict__)
try:
    threading.local(1)
except TypeError as e:
    print(e)
for f in (lambda: setattr(loc, '__dict__', {}), lambda: delattr(loc, 'zz')):
    try:
        f()
    except AttributeError as e:
        print(e)
class L(threading.local):
    n = 0
    __slots__ = ('shared',)
    def __init__(self, a):
        self.a = a
        print('init', a)
    @property
    def p(self):
        return self.a * 2
l = L(4)
l.a = 5
l.shared = 'all'
print(l.p)
run(lambda: (print(l.p, l.shared, l.__dict__), setattr(l, 'b', 1), print(sorted(l.__dict__))))
print(l.__dict__, [n for n in dir(l) if n[0] != '_'])
class D: pass
def setd():
    global w
    l.d = D()
    w = weakref.ref(l.d)
    print(w() is not None)
run(setd)
gc.collect()
print(w())
l.d = D()
w = weakref.ref(l.d)
del l
gc.collect()
print(w())
