# Files are context managers that close on exit, also after an error (library, io).
import sys
name = "/dev/null"
with open(name) as f:
    print(f.closed, f.read() == "")
print(f.closed)
try:
    with f:
        pass
except ValueError as e:
    print(e)
try:
    with open(name) as g:
        raise KeyError("inside")
except KeyError:
    print(g.closed)
with open(name, "w") as w, open(name) as r:
    w.write("x")
print(w.closed, r.closed)
try:
    r.read()
except ValueError as e:
    print(e)
with memoryview(b"abc") as m:
    print(m[0])
try:
    m[0]
except ValueError as e:
    print(e)
