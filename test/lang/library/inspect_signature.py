# inspect.signature shows parameters of functions, methods, classes and partials (library, inspect).
# differs: _ast is not there yet
import inspect, functools
def f(a, /, b: int, c=3, *args, d, e: str = "x", **kw) -> bool: "doc"
print(inspect.signature(f), [(p.name, p.kind.name,
      p.default is p.empty) for p in inspect.signature(f).parameters.values()])
class A:
    def __init__(self, x, y=1): pass
    def m(self, q, *, z=0): pass
    @classmethod
    def c(cls, k): pass
    @staticmethod
    def s(t): pass
    def __call__(self, n): pass
print(inspect.signature(A), inspect.signature(A(1).m), inspect.signature(A.m),
      inspect.signature(A.c), inspect.signature(A.s), inspect.signature(A(1)),
      inspect.signature(lambda *a, k=1: 0), inspect.signature(functools.partial(f, 1, b=2)))
@functools.wraps(f)
def w(*a): pass
print(inspect.signature(w), inspect.signature(w, follow_wrapped=False), inspect.getdoc(f),
      inspect.isfunction(f), inspect.ismethod(A(1).m), inspect.isclass(A), inspect.isbuiltin(len),
      inspect.isgeneratorfunction(lambda: (yield)), inspect.iscoroutinefunction(f))
b = inspect.signature(f).bind(1, 2, d=4, z=9)
print(b.arguments, b.args, b.kwargs)
b.apply_defaults()
print(b.arguments)
for args, kw in (((), {}), ((1,), {"d": 1}), ((1, 2), {}), ((1, 2, 3), {"d": 1, "c": 5}),
                 ((1,), {"a": 1, "b": 2, "d": 3})):
    try:
        print(inspect.signature(f).bind(*args, **kw))
    except TypeError as e:
        print(e)
print(inspect.signature(f).replace(return_annotation=int), inspect.getfullargspec(f).args,
      inspect.getfullargspec(f).kwonlyargs, inspect.getmro(A)[0].__name__,
      [n for n, _ in inspect.getmembers(A, inspect.isfunction)],
      inspect.cleandoc("  a\n    b\n    c"))
def g():
    x = 1
    yield x
it = g()
print(inspect.getgeneratorstate(it))
next(it)
print(inspect.getgeneratorstate(it), inspect.getgeneratorlocals(it))
it.close()
print(inspect.getgeneratorstate(it))
print(inspect.getclosurevars(lambda: f).globals.keys() == {"f"},
      inspect.currentframe().f_code.co_name, inspect.getattr_static(A, "s").__class__.__name__,
      inspect.signature(len), inspect.getmodulename("/a/b.py"))
