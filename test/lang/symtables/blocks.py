# Blocks, flags of names and errors of _symtable.
import _symtable
print({k:v for k,v in vars(_symtable).items() if isinstance(v,int)})
def show(t,d=0):
    print(' '*d, repr(t.name), t.type, t.lineno, t.nested, type(t.id), {k:hex(v) for k,v in t.symbols.items()}, t.varnames)
    for c in t.children: show(c,d+2)
for src in ["x=1\ndef f(a,*b,c=1,**d):\n  global x\n  y=[i for i in a if x]\n  def g():\n    nonlocal y\n    return y\n  return lambda q: q+y", "class A(B):\n  x: int = 1\n  def m(self): return __class__, self.__p\n  y=[x for x in z]\n  import os.path, sys as q","async def f():\n  async for i in x: await y\n  return [j async for j in k]\n  yield","for (a,b) in c: d[a]=b\nwith e as g: del h\ntry: pass\nexcept T as v: pass\nmatch x:\n  case {'a':n,**r}|P(z=m): pass\nz:int\n(w):int\nq=(u:=3)\n{k:v for k,v in m}\n{s for s in m}\n(gg for gg in hh)\nfrom . import rel\nimport a.b.c\nglobal late","from __future__ import annotations\ndef f(a:X)->Y:\n  z:W=1", "def f():\n class C:\n  nonlocal_=1\n  def g(self): return C, f, nonlocal_\n  [C for _ in ()]\n def h(): return [[a for a in b] for b in c]"]:
    print('----'); show(_symtable.symtable(src,'f','exec'))
t=_symtable.symtable("x","f","eval"); print(type(t),t.type,t.name,dir(t)[-8:])
for a in [("x","f","foo"),("x",5,"exec"),("x+","f","exec"),(5,"f","exec"),("return","f","exec"),("global x\nx=1\nglobal x","f","exec"),(b"x","f","single")]:
    try: print(_symtable.symtable(*a).name)
    except BaseException as e: print(type(e),e)
