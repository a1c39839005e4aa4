# Statements made as objects: what compile() says of each, and what the good ones do.
import ast
def show(e): return type(e).__name__, str(e)
L=dict(lineno=1,col_offset=0)
def n(k,*a,**kw): return getattr(ast,k)(*a,**{**L,**kw})
c=lambda v=1: n('Constant',v)
nm=lambda i='x',ctx=None: n('Name',i,ctx or ast.Load())
ps=n('Pass')
A=lambda *a,**k: ast.arguments(**{**dict(posonlyargs=[],args=[],vararg=None,kwonlyargs=[],kw_defaults=[],kwarg=None,defaults=[]),**k})
st=[n('Expr'),n('Expr',None),n('Expr',5),ast.Expr(c()),ast.Expr(c(),lineno=1),n('Return',5),n('Assign',[],c()),n('Assign',[c()],c()),n('Assign',[nm()],c()),n('Assign',nm(),c()),n('Assign',[None],c()),
n('Delete',[]),n('Delete',[nm()]),n('Delete',[nm('x',ast.Del())]),n('FunctionDef','f',A(),[],[]),n('FunctionDef',5,A(),[ps],[]),n('FunctionDef','f',None,[ps],[]),n('FunctionDef','f',A(args=[n('arg','a')],defaults=[c(),c()]),[ps],[]),n('FunctionDef','f',A(kwonlyargs=[n('arg','a')]),[ps],[]),n('FunctionDef','f',A(kwonlyargs=[n('arg','a')],kw_defaults=[None]),[ps],[]),n('FunctionDef','f',A(args=[None]),[ps],[]),n('FunctionDef','f',A(args=[ast.arg()]),[ps],[]),
n('For',nm(),c(),[ps],[]),n('For',nm('x',ast.Store()),c(),[],[]),n('For',nm('x',ast.Store()),c(),[ps],[None]),n('While',c(),[],[]),n('If',c(),[ps]),n('If',c(),[ps],5),n('With',[],[ps]),n('With',[ast.withitem(None)],[ps]),n('With',[ast.withitem()],[ps]),n('With',[ast.withitem(c(),nm())],[ps]),
n('Raise',None,c()),n('Raise',c(),None),n('Try',[],[],[],[]),n('Try',[ps],[],[],[]),n('Try',[ps],[],[ps],[ps]),n('Try',[ps],[n('ExceptHandler',None,None,[])],[],[]),n('Try',[ps],[n('ExceptHandler',c(),'e',[ps])],[],[]),n('TryStar',[ps],[],[],[]),n('TryStar',[ps],[],[ps],[ps]),
n('Assert',None),n('Import',[]),n('Import',[n('alias','a')]),n('Import',[ast.alias('a')]),n('ImportFrom','a',[],0),n('ImportFrom','a',[n('alias','b')],-1),n('ImportFrom','__future__',[n('alias','b')],0),n('ImportFrom',None,[n('alias','path')],'x'),n('Global',[]),n('Global',['x']),n('Global',[5]),n('Nonlocal',[]),n('Nonlocal',['x']),
n('AnnAssign',nm('x',ast.Store()),c(),None,1),n('AnnAssign',n('Tuple',[],ast.Store()),c(),None,1),n('AnnAssign',n('Attribute',nm(),'a',ast.Store()),c(),None,0),n('AnnAssign',nm('x',ast.Store()),c(),None),n('AnnAssign',nm('x',ast.Store()),c(),None,'1'),n('AnnAssign',nm('x',ast.Store()),c(),None,1<<40),
n('AugAssign',nm('x',ast.Store()),ast.Add(),c()),n('AugAssign',nm('x',ast.Store()),ast.And(),c()),n('AugAssign',nm('x',ast.Store()),None,c()),
n('ClassDef','C',[],[],[],[]),n('ClassDef','C',[nm('x',ast.Store())],[],[ps],[]),n('ClassDef','C',[],[n('keyword','a',c())],[ps],[]),n('ClassDef','C',[],[ast.keyword('a',c())],[ps],[]),n('ClassDef','C',[],[n('keyword','a')],[ps],[]),
n('Break'),n('Continue'),c(),ast.Load(),object(),5,None,n('Pass',lineno=5,end_lineno=3),n('Pass',lineno=-1),n('Pass',lineno=-1,end_lineno=0),n('Pass',col_offset=-2),n('Pass',col_offset=9,end_col_offset=3),n('Pass',lineno='x'),n('Pass',lineno=None),n('Pass',lineno=1<<33),n('Pass',lineno=True),n('Pass',end_lineno='x'),
n('Match',nm(),[]),]
def go(tree,mode):
    try:
        co=compile(tree,'<t>',mode)
    except BaseException as e: return show(e)
    try:
        if mode=='eval': return repr(eval(co,{'x':[1]}))[:80]
        g={'x':[1]}; exec(co,g); return 'ok',sorted(k for k in g if k[0]!='_')
    except BaseException as e: return 'run',show(e)

cl=lambda s:str(s).split(' at 0x')[0]
for i,s in enumerate(st): print(i,type(s).__name__,cl(go(ast.Module([s],[]),'exec')))
