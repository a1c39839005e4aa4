# The classes of _ast: fields, attributes, documentation; making nodes.
import _ast
for k,v in vars(_ast).items():
    if isinstance(v,type) and k[0]!='_' and k not in('TypeAlias','type_param','TypeVar','ParamSpec','TypeVarTuple'):
        print(k, v, v.__doc__, v._fields, v.__match_args__, v._attributes, v.__mro__, v.__module__, sorted(a for a,b in vars(v).items() if b is None))
n=compile('x=1','f','exec',_ast.PyCF_ONLY_AST)
print(n.__reduce__()[0], n.body[0].__reduce__()[0], sorted(n.__dict__), list(n.body[0].__dict__))
def it(v): return v
for e in ["_ast.AST(1)","_ast.Name(1,2,3)","_ast.Name(1,id=2)","type(_ast.Name())","_ast.Name(foo=1).foo","_ast.Name('x').id","_ast.Name('x').ctx","_ast.Name().ctx","_ast.Load() is _ast.Load()", "_ast.Name.id", "_ast.Name.__mro__", "_ast.BinOp(1,2,3,4)", "_ast.Load(1)","vars(_ast.BinOp(1,2,right=3,lineno=4))","_ast.Return().value"]:
    try: print(e, eval(e))
    except BaseException as x: print(e, type(x), x)
class My(_ast.Name):
    _fields=('a','b','c')
    def __init__(self,*a,**k):
        super().__init__(*a,**k); self.z=1
m=My(1,2,3,q=5); print(vars(m), m._attributes, m.end_lineno)
print(eval(compile(_ast.Expression(_ast.BinOp(_ast.Constant(3,lineno=1,col_offset=0),_ast.Add(),_ast.Constant(4,lineno=1,col_offset=0),lineno=1,col_offset=0)),'f','eval')))
