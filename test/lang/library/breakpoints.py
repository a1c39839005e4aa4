# What breakpoint() calls: sys.breakpointhook, PYTHONBREAKPOINT; input() where stdout cannot flush; odd class names.
import os, sys, warnings, io, types
warnings.simplefilter("always")
def at(path):
    os.environ["PYTHONBREAKPOINT"] = path
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        r = breakpoint("7")
    print(repr(path), r, [str(x.message) for x in w], [x.category.__name__ for x in w])
for path in ("int", "builtins.str", "os.path.basename", "0", ".", "..", ".foo", "foo.", "int.", "..foo.bar",
             "nosuchbuiltin", "nosuch.callable", "os.nosuch"):
    at(path)
sys.breakpointhook = lambda *a, **k: (a, k)
print(breakpoint(1, b=2))

class Out(io.StringIO):
    def flush(self): raise ValueError("cannot")
sys.stdin, out, sys.stdout = io.StringIO("a line\n"), sys.stdout, Out()
try:
    line = input()
finally:
    sys.stdout = out
print(repr(line))

for f in (lambda: type("A\udcdcB", (), {}), lambda: type("A", (), {"__doc__": "x\udcdcy"}),
          lambda: setattr(type("C", (), {}), "__name__", "\ud800"), lambda: type("Ä\U0001f40d", (), {"__doc__": 7}).__name__):
    try:
        print(f())
    except UnicodeEncodeError as e:
        print(e)

code = compile("import asyncio\na = await asyncio.sleep(0, 5)", "?", "exec", flags=0x2000)
ns = {}
c = eval(code, ns)
print(type(c), c.cr_code is code)
try:
    while True:
        c.send(None)
except StopIteration:
    print(ns["a"])

def outer():
    x = 5
    def inner():
        z = x
        1/0
    inner()
try:
    outer()
except ZeroDivisionError as e:
    f = e.__traceback__.tb_next.tb_next.tb_frame
    print(f.f_locals)
    f.clear()
    print(f.f_locals)
class BadLen:
    def __iter__(self): return iter(range(10))
    def __len__(self): raise RuntimeError("hello")
try:
    bytearray(b"x").extend(BadLen())
except RuntimeError as e:
    print(e)
import copy, pickle
star, = tuple[int, str]
print(type(iter(tuple[int])), star, copy.deepcopy(star) == star, pickle.loads(pickle.dumps(star)))
print(iter(tuple[int]).__reduce__())
import posix
print(posix.DirEntry[int])
