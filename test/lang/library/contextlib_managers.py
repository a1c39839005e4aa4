# contextmanager, ExitStack, suppress, closing, nullcontext and redirect_stdout (library, contextlib).
import contextlib, io
@contextlib.contextmanager
def cm(tag, swallow=False):
    print("enter", tag)
    try:
        yield tag
    except ValueError as e:
        print("saw", e)
        if not swallow: raise
    finally:
        print("exit", tag)
with cm("a") as x: print(x)
with cm("b", True): raise ValueError("gone")
try:
    with cm("c"): raise KeyError("k")
except KeyError as e:
    print("out", e)
@cm("deco")
def f(): return "f result"
print(f(), f())
@contextlib.contextmanager
def bad():
    yield 1
    yield 2
@contextlib.contextmanager
def none():
    if 0: yield
for c in (bad, none):
    try:
        with c(): pass
    except RuntimeError as e:
        print(e)
with contextlib.ExitStack() as st:
    for t in "xy": st.enter_context(cm(t))
    st.callback(print, "callback", 1); st.push(lambda *exc: print("pushed", exc[0]) or True)
    raise OSError("swallowed by push")
with contextlib.suppress(KeyError, IndexError): {}["a"]
out = io.StringIO()
with contextlib.redirect_stdout(out): print("captured")
print(repr(out.getvalue()))
with contextlib.closing(io.StringIO("x")) as s: print(s.read())
print(s.closed, contextlib.nullcontext(5).__enter__())
with contextlib.ExitStack() as st:
    st.callback(print, "moved"); later = st.pop_all()
print("not yet"); later.close()
class D(contextlib.ContextDecorator):
    def __enter__(self): print("D in")
    def __exit__(self, *a): print("D out")
@D()
def g(): print("g")
g()
