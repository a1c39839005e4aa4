# Patterns made as objects: the checks of compile().
import ast
def show(e): return type(e).__name__, str(e)
L=dict(lineno=1,col_offset=0)
def n(k,*a,**kw): return getattr(ast,k)(*a,**{**L,**kw})
c=lambda v=1: n('Constant',v)
nm=lambda i='x',ctx=None: n('Name',i,ctx or ast.Load())
ps=n('Pass')
A=lambda *a,**k: ast.arguments(**{**dict(posonlyargs=[],args=[],vararg=None,kwonlyargs=[],kw_defaults=[],kwarg=None,defaults=[]),**k})
st=[]
P=lambda p:n('Match',nm(),[ast.match_case(p,None,[ps])])
pn=lambda k,*a,**kw:getattr(ast,k)(*a,**{**L,'end_lineno':1,'end_col_offset':0,**kw})
st+=[P(p) for p in [ast.MatchAs(None,None,**L),pn('MatchAs',None,'x'),pn('MatchAs',None,'_'),pn('MatchAs',pn('MatchAs'),None),pn('MatchAs',None,'None'),pn('MatchStar','x'),pn('MatchSequence',[pn('MatchStar','x')]),pn('MatchSequence',[pn('MatchStar','_')]),pn('MatchOr',[]),pn('MatchOr',[pn('MatchAs')]),pn('MatchSingleton',5),pn('MatchSingleton',None),pn('MatchSingleton',...),pn('MatchValue',c(None)),pn('MatchValue',c(5)),pn('MatchValue',c((1,))),pn('MatchValue',nm()),pn('MatchValue',n('Attribute',nm(),'a',ast.Load())),pn('MatchValue',n('UnaryOp',ast.USub(),c(3))),pn('MatchValue',n('UnaryOp',ast.UAdd(),c(3))),pn('MatchValue',n('UnaryOp',ast.USub(),c('s'))),pn('MatchValue',n('BinOp',c(3),ast.Add(),c(3j))),pn('MatchValue',n('BinOp',c(3),ast.Add(),c(3))),pn('MatchValue',n('BinOp',c(3j),ast.Add(),c(3j))),pn('MatchValue',n('JoinedStr',[])),
 pn('MatchMapping',[c()],[],None),pn('MatchMapping',[c()],[pn('MatchAs')],'_'),pn('MatchMapping',[c(None)],[pn('MatchAs')],'r'),pn('MatchMapping',[nm()],[pn('MatchAs')],'r'),pn('MatchMapping',[],[],'True'),pn('MatchClass',nm(),[],['a'],[]),pn('MatchClass',c(),[],[],[]),pn('MatchClass',n('Attribute',c(),'x',ast.Load()),[],[],[]),pn('MatchClass',nm(),[],['None'],[pn('MatchAs')]),pn('MatchClass',nm(),[pn('MatchStar')],['a'],[pn('MatchAs')]),pn('MatchClass',nm(),[pn('MatchAs')],['a'],[pn('MatchAs')])]]
def go(tree,mode):
    try:
        co=compile(tree,'<t>',mode)
    except BaseException as e: return show(e)
    try:
        if mode=='eval': return repr(eval(co,{'x':[1]}))[:80]
        g={'x':[1]}; exec(co,g); return 'ok',sorted(k for k in g if k[0]!='_')
    except BaseException as e: return 'run',show(e)

cl=lambda s:str(s).split(' at 0x')[0]
for i,s in enumerate(st): print(i,type(s.cases[0].pattern).__name__,cl(go(ast.Module([s],[]),'exec')))
