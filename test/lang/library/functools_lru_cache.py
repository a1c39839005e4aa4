# lru_cache memoizes by arguments with eviction and statistics; cached_property stores on the instance (library, functools).
from functools import lru_cache, cache, cached_property
calls = []
@lru_cache(maxsize=2)
def f(x, y=0):
    calls.append(x); return x * 10
print(f(1), f(2), f(1), f(3), f(2), calls, f.cache_info(),
      f.cache_parameters())
f.cache_clear()
print(f.cache_info(), f(1), f.__wrapped__(5), f.__name__)
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info().hits)
@lru_cache(typed=True)
def t(x): return type(x).__name__
print(t(1), t(1.0), t(True), t.cache_info().misses, f(1) == f(1.0), f(x=1), f(1, 0), f(1, y=0),
      f.cache_info().misses)
@lru_cache
def err(x):
    calls.append("err"); raise ValueError(x)
calls.clear()
for _ in range(2):
    try:
        err(1)
    except ValueError: pass
print(calls)
try:
    f([])
except TypeError as e:
    print(e)
class C:
    n = 0
    @cached_property
    def v(self): C.n += 1; return C.n
    @lru_cache
    def m(self, x): return x + 1
c = C()
print(c.v, c.v, vars(c), C().v)
del c.v
print(c.v, c.m(1), C.m.cache_info().misses, isinstance(C.v, cached_property))
c.v = "set"
print(c.v)
@lru_cache(maxsize=0)
def z(x): return x
print(z(1), z(1), z.cache_info())
