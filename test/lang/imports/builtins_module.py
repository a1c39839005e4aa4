# The builtins module holds the built-in names; changes to it are seen everywhere (4.2.2).
import builtins
print(__builtins__ is builtins, builtins.len is len, builtins.__name__, "print" in dir(builtins),
      builtins.Ellipsis)
names = [n for n in dir(builtins) if not n.startswith("_") and n[0].islower()]
print([n for n in names if n not in ("copyright", "credits", "exit", "quit", "license", "help")])
builtins.extra = "everywhere"
def f(): return extra
class C: y = extra
print(f(), C.y, eval("extra", {}), [extra for _ in range(1)])
del builtins.extra
for g in (f, lambda: eval("extra", {})):
    try:
        g()
    except NameError as e:
        print(e)
old = builtins.print
def shout(*a, **k): old("!", *a, **k)
builtins.print = shout
print("patched")
builtins.print = old
print("restored")
real_build = builtins.__build_class__
def tracer(fn, name, *bases, **kw):
    old("building", name, len(bases), kw)
    return real_build(fn, name, *bases, **kw)
builtins.__build_class__ = tracer
class D(C, metaclass=type): pass
builtins.__build_class__ = real_build
print(D.y)
for bad in (lambda: real_build(), lambda: real_build(5), lambda: real_build(5, "n"),
            lambda: real_build(lambda: None, 5)):
    try:
        bad()
    except TypeError as e:
        print(e)
