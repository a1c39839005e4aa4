# Expressions made as objects: the checks of compile(), and constants of every type.
import ast
def show(e): return type(e).__name__, str(e)
L=dict(lineno=1,col_offset=0)
def n(k,*a,**kw): return getattr(ast,k)(*a,**{**L,**kw})
c=lambda v=1: n('Constant',v)
nm=lambda i='x',ctx=None: n('Name',i,ctx or ast.Load())
ps=n('Pass')
A=lambda *a,**k: ast.arguments(**{**dict(posonlyargs=[],args=[],vararg=None,kwonlyargs=[],kw_defaults=[],kwarg=None,defaults=[]),**k})
ex=[n('BoolOp',ast.And(),[c()]),n('BoolOp',ast.And(),[c(),c()]),n('BoolOp',ast.Add(),[c(),c()]),n('BinOp',c(),ast.Add(),None),n('BinOp',c(),ast.Add(),nm('x',ast.Store())),n('Dict',[c()],[]),n('Dict',[None],[n('Dict',[],[])]),n('Dict',[c()],[None]),n('Set',[]),n('Set',[None]),n('ListComp',c(),[]),n('ListComp',c(),[ast.comprehension(nm(),c(),[],0)]),n('ListComp',c(),[ast.comprehension(nm('x',ast.Store()),n('List',[],ast.Load()),[],0)]),n('ListComp',c(),[ast.comprehension(nm('x',ast.Store()),n('List',[],ast.Load()),[],None)]),n('Compare',c(),[],[]),n('Compare',c(),[ast.Lt()],[]),n('Compare',c(),[ast.Lt(),None],[c(),c()]),n('Compare',c(),[ast.Lt],[c()]),n('Call',nm(),[None],[]),n('Call',nm(),[],[None]),n('Call',nm(),[],5),n('Call',nm('int'),[],[n('keyword',None,n('Dict',[],[]))]),n('FormattedValue',c(),-1,None),n('FormattedValue',c(),5,None),n('FormattedValue',c(),114,c('>5')),n('JoinedStr',[c('a'),n('FormattedValue',c(),-1,None)]),n('Constant',[]),n('Constant',(1,[2])),n('Constant',(1,(2,frozenset({3})),'x',b'y',...,None,True,2.5,1j)),n('Constant',frozenset({1,2})),n('Constant',int),n('Constant',1<<100),n('Constant',-(1<<100)),n('Constant',-5),n('Constant','\ud800'),n('Constant',type('I',(int,),{})(5)),n('Constant',1+2j),n('Constant'),n('Constant',5,kind=5),n('Constant','a',kind='u'),n('Constant','a',kind=b'u'),n('Attribute',c(),'real',ast.Load()),n('Attribute',c(),'real',ast.Store()),n('Attribute',c(),None,ast.Load()),n('Attribute',c(),'real'),n('Attribute',c(),'real',5),n('Subscript',c('abc'),n('Slice',c(1),None,None),ast.Load()),n('Slice',c(1),None,None),n('Starred',c(),ast.Load()),n('List',[n('Starred',c('ab'),ast.Load())],ast.Load()),nm('None'),nm('True'),nm(None),nm(5),nm(b'x'),n('Tuple',[c()],ast.Store()),n('Lambda',A(),c()),n('Lambda',A(),None),n('IfExp',c(),c(2),None),n('IfExp',c(),c(2),c(3)),n('Yield',None),n('Await',c()),n('NamedExpr',nm('q',ast.Store()),c(9)),n('UnaryOp',ast.Not(),c()),n('UnaryOp',ast.Not,c()),n('UnaryOp',ast.Add(),c()),ps,ast.Expression(c())]
def go(tree,mode):
    try:
        co=compile(tree,'<t>',mode)
    except BaseException as e: return show(e)
    try:
        if mode=='eval': return repr(eval(co,{'x':[1]}))[:80]
        g={'x':[1]}; exec(co,g); return 'ok',sorted(k for k in g if k[0]!='_')
    except BaseException as e: return 'run',show(e)

cl=lambda s:str(s).split(' at 0x')[0]
for i,s in enumerate(ex): print(i,type(s).__name__,cl(go(ast.Expression(s),'eval')))
