# Type comments, function types, await at the top level.
import ast
def d(*a,**k):
    try: print(ast.dump(ast.parse(*a,**k),include_attributes=k.get('mode')!='func_type'))
    except BaseException as e: print(type(e).__name__,e, getattr(e,'lineno',None), getattr(e,'offset',None))
S="""def f(a, # type: int
  b = 1, # type: str
  *c, # type: A
  d, # type: B
  **e # type: C
  ):
  # type: (...) -> int
  x = 1 # type: int # ignored
  for i in x: # type: str
    pass
  with a as b: # type: T
    pass
  y = [] # type: ignore
  z = 1 # type: ignore[foo]
  async def g(): # type: () -> None
    async for q in r: # type: U
       pass
    async with s: # type: V
       pass
# type: ignore
"""
d(S); d(S,type_comments=True)
for s in ["x = 1 # type: int","x += 1 # type: int","def f(): # type: () -> int\n  pass","def f():\n  # type: () -> int\n  pass","def f(): # type: () -> int\n  # type: () -> str\n  pass","if 1: # type: int\n pass","while 1: # type: int\n pass","# type: int\nx=1","x = 1 #type:int","x = 1 #   type:   int  ","(x) = 1 # type: int","f(1, # type: int\n 2)","def f(a,\n# type: int\n b): pass","x: int # type: str","lambda: 1 # type: int","def f(*, # type: int\n a): pass","x = 1 # type: ignored","x = 1 # type: ignore@x"]:
    d(s,type_comments=True)
for s in ["() -> int","(int, str) -> a.b","(*a, **b) -> c","(int, *a) -> c","(int, **b) -> c","int -> c","() -> int, str","( -> int","(a,) -> b", "(...) -> b","(*a) -> b\n"]: d(s,mode="func_type")
F=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
for s in ["await x","async for i in x: pass","[i async for i in x]","async with x: pass","def f(): await x","lambda: await x"]:
    for fl in (0,F):
        try: print(hex(compile(s,"f","exec",fl).co_flags))
        except SyntaxError as e: print(e)
