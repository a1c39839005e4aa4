# types names the interpreter's types and builds classes, modules and namespaces (library, types).
import types
def f(): yield
async def c(): pass
class A:
    def m(self): pass
    s = property(lambda self: 1)
co = c(); co.close()
print(isinstance(f, types.FunctionType), isinstance(A().m, types.MethodType),
      isinstance(f(), types.GeneratorType), isinstance(co, types.CoroutineType),
      isinstance(len, types.BuiltinFunctionType), isinstance([].append, types.BuiltinMethodType),
      types.LambdaType is types.FunctionType, isinstance(f.__code__, types.CodeType),
      isinstance(types, types.ModuleType), isinstance(A.__dict__, types.MappingProxyType),
      types.NoneType is type(None), types.EllipsisType, isinstance(int | str, types.UnionType),
      isinstance(list[int], types.GenericAlias), isinstance(str.upper, types.MethodDescriptorType),
      isinstance(int.real, types.GetSetDescriptorType), isinstance(f.__get__(1), types.MethodType))
n = types.SimpleNamespace(a=1, b=[2])
n.c = 3
del n.a
print(n, n == types.SimpleNamespace(b=[2], c=3), vars(n), types.SimpleNamespace(**{"x y": 1}))
C = types.new_class("C", (A,), {}, lambda ns: ns.update(x=5, y=lambda self: self.x))
print(C().y(), C.__mro__[1].__name__, C.__name__)
class M(type):
    @classmethod
    def __prepare__(m, n, b, **k): return {"prepared": k}
print(types.prepare_class("D", (), {"metaclass": M, "z": 1})[1:],
      types.resolve_bases((A, list[int])))
class D:
    def __init__(self): self._v = 1
    @types.DynamicClassAttribute
    def v(self): return self._v
print(D().v, types.MethodType(lambda s, x: (s, x), 1)(2))
p = types.MappingProxyType({"k": 1}); print(p, p["k"], p | {"j": 2})
for g in (lambda: p.__setitem__, lambda: types.MappingProxyType(5),
          lambda: types.SimpleNamespace(1), lambda: types.new_class("E", (int, str)),
          lambda: types.MethodType(5), lambda: types.MethodType(5, 1)):
    try:
        print(g())
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
@types.coroutine
def gen(): return (yield "y")
async def use(): return await gen()
u = use(); print(u.send(None))
try:
    u.send("sent")
except StopIteration as e:
    print(e.value)
