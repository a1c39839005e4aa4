# Events of sys.setprofile, calls of C functions too.
import sys, os, threading
def show(*a): print(*a)
def prof(frame, event, arg):
    if event.startswith('c_'): out.append((event, arg.__name__, frame.f_code.co_name))
    else: out.append((event, frame.f_code.co_name, arg))
out=[]
def a(x):
    len([1]); b(x); sorted([2,1],key=lambda v:-v)
    try: int('z')
    except ValueError: pass
    ''.join(['a']); max(1,2); str(3); [].append(1)
    try: [].pop()
    except IndexError: pass
    list(g())
    return x
def b(x): return x+1
def g():
    yield 1
    yield 2
    raise_()
def raise_():
    try: raise KeyError
    except KeyError: pass
sys.setprofile(prof); a(1); sys.setprofile(None)
for e in out: print(*e)
