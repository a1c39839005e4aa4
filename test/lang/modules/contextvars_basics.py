# _contextvars: variables, tokens, contexts.
from _contextvars import *
v=ContextVar('v',default=3); w=ContextVar('w')
print(v.get(), v.name, v.get(9)); t=v.set(5); print(v.get(), t.old_value, t.var is v)
try: w.get()
except LookupError as e: print(e.args[0] is w)
c=copy_context(); print(len(c), list(c)==[v], list(c.values()), v in c, w in c, c[v], c.get(w,7))
def f(a,b=2):
    v.set(a); w.set(b); return v.get(),w.get()
print(c.run(f,10,b=3), v.get(), c[v], c[w]); v.reset(t); print(v.get())
try: v.reset(t)
except RuntimeError as e: print('used' in str(e))
for g in (lambda:c.run(c.run,f), lambda:c.run(), lambda: c[3], lambda: 'x' in c, lambda: w.reset(v.set(1)), lambda:Token(), lambda:Context(1), lambda:hash(c), lambda: ContextVar(3), lambda:v.set(), lambda:v.reset(3)):
    try: print(g())
    except Exception as e: print(type(e).__name__, str(e)[:40])
print(Token.MISSING, type(Token.MISSING).__name__, w.set(1).old_value, Context()==Context(), c==c.copy(), c!=Context(), type(c.keys()), type(c.items()))
import weakref; print(weakref.ref(c)() is c, dir(ContextVar)[-7:], dir(Token)[-4:], dir(Context)[-7:])
