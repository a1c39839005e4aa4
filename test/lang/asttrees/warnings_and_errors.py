# What the compiler warns of, what becomes of it under the filter "error", and the places of SyntaxErrors.
import warnings
tests=["def f(a,a):pass","x=1;global x;global x","def f():\n x=1\n global x","return","class A: return 1","def f():\n nonlocal x","break","(","x = (1 +\n","f(a=1,a=2)","'\\N{foo}'","'a' = 1","def f(): yield; return 5; async def g(): pass","from __future__ import nope","a: int = 1\nglobal a", "None = 1","del f()","x\n  y","if 1:\nx","def f():\n\tx\n        y","0777","1__0","é=1; 'a","\"\"\"abc","from __future__ import braces","with a as f(): pass","await x","[i async for i in x]","def f(*): pass","import *","from x import *; def f(): from x import *","def f():\n from x import *","@","lambda: (yield)","class A:\n def f(self): await x", "*a", "a, *b", "*a,b = *c, *d = 1", "f(**a, *b)", "f(x for x in y, 1)","print 1","exec 'a'","a = yield","continue","x = {1:2, **a, 3}","for x in y: pass\nelse: continue", "'\\x1'", "b'\\x1'", "b'é'","1if 2else 3","'\\d'","(1)(2)","'a'[1,2]()","assert (1,'a')","x is 1","x is not ()","[1][2, 3]","[1]['a']","(1,2)['a']", "'s'.x()", "()()", "{}()", "f'{a}'()", "'%s' (1)","(lambda:1)['a']","None[1]","{1}[2]","1 is 1","x is 'a'", "x is ...", "x is None","x is True","'\\8'","'\\400'","b'\\d'","b'\\400'","0_7","1_","0b12","0o8","1e","1.e","0x","1_000j","10l","0xfor x in y","1in x","1or 2","1.0if 1 else 2","0x1fand 2", "1jif 1 else 0"]
def show(e):
    return type(e).__name__, e.args, getattr(e,'lineno',None), getattr(e,'offset',None), getattr(e,'end_lineno',None),getattr(e,'end_offset',None),getattr(e,'text',None),getattr(e,'filename',None),str(e)
for t in tests:
  for act in ("default","error"):
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter(act if act=="error" else "always")
        try: compile(t,"<f>","exec"); print(repr(t),"ok")
        except BaseException as e: print(repr(t),show(e))
        for x in w: print("   ",x.category.__name__,x.message,x.lineno,x.filename)
