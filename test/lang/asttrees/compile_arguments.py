# Roots and modes of trees; arguments of compile().
import ast
def show(e): return type(e).__name__, str(e)
L=dict(lineno=1,col_offset=0)
def n(k,*a,**kw): return getattr(ast,k)(*a,**{**L,**kw})
c=lambda v=1: n('Constant',v)
nm=lambda i='x',ctx=None: n('Name',i,ctx or ast.Load())
ps=n('Pass')
A=lambda *a,**k: ast.arguments(**{**dict(posonlyargs=[],args=[],vararg=None,kwonlyargs=[],kw_defaults=[],kwarg=None,defaults=[]),**k})
def go(tree,mode):
    try:
        co=compile(tree,'<t>',mode)
    except BaseException as e: return show(e)
    try:
        if mode=='eval': return repr(eval(co,{'x':[1]}))[:80]
        g={'x':[1]}; exec(co,g); return 'ok',sorted(k for k in g if k[0]!='_')
    except BaseException as e: return 'run',show(e)

cl=lambda s:str(s).split(' at 0x')[0]
for t,m in [(ast.Module([ps],[]),'eval'),(ast.Module([ps],[]),'single'),(ast.Expression(c()),'exec'),(ps,'exec'),(ast.Interactive([ps]),'single'),(ast.Module([ps]),'exec'),(ast.Module(),'exec'),(ast.Module([ps],None),'exec'),(ast.Module([ps],[5]),'exec'),(ast.Module([ps],[ast.TypeIgnore(1,'x')]),'exec'),(ast.Module([ps],[ast.TypeIgnore(1,5)]),'exec'),(ast.FunctionType([],c()),'func_type'),(5,'exec'),(ast.Module((ps,),[]),'exec'),(ast.AST(),'exec')]:
    print(m,cl(go(t,m)))
for a in [("1","f","exec",1<<20),("1","f","exec",1<<25),("1","f","exec",0x800),("1","f","exec",0x10),("1","f","bad"),("1","f","bad",0x400),("1","f","func_type"),("1","f",5),("1",5,"exec"),(5,"f","exec"),("1","f","exec",0,0,5),("1","f","exec",0,0,-2),("1","f","exec","x"),("(int)->str","f","func_type",0x400),("1\0","f","exec"),(b"1\0","f","exec"),(bytearray(b"1"),"f","eval"),(memoryview(b"1"),b"f","eval"),("1 +","f","exec",0x4000),("def f():","f","exec",0x4200),("def f():\n x","f","single",0x4200)]:
    print(a[1:], end=' ')
    try: print(cl(compile(*a)))
    except BaseException as e: print(show(e))
