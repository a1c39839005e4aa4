# print joins with sep, ends with end, writes to file and flushes; arguments are checked (built-in functions).
import sys
print(1, "a", None, [1, "b"], sep="-", end="!\n")
print()
print("", "")
print(*[], sep="x")
print("a", "b", sep="")
print("a", "b", sep=None, end=None)
print("no newline", end="")
print(" then")
print(*range(3), sep=", ", end=".\n")
class W:
    def __init__(self): self.parts = []
    def write(self, s):
        self.parts.append(s)
        return "ignored"
w = W()
print("x", 1, sep="-", file=w)
print(file=w)
print("a", end="", file=w)
print(w.parts)
class Fl(W):
    def flush(self): self.parts.append("FLUSH")
f = Fl()
print("y", file=f, flush=True)
print("z", file=f, flush=False)
print(f.parts)
for kw in ({"sep": 5}, {"end": 5}, {"file": 5}, {"file": W(), "flush": True}, {"bad": 1},
           {"sep": b"x"}):
    try:
        print("t", **kw)
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
class Boom:
    def __str__(self): raise ValueError("in str")
w = W()
try:
    print("first", Boom(), "never", file=w)
except ValueError as e:
    print(e, w.parts)
print("é 日本 \U0001f600", "tab\there", repr("new\nline"), file=None)
sys.stdout.write("direct\n")
old = sys.stdout
sys.stdout = w
print("redirected")
sys.stdout = old
print(w.parts[-2:], print("returns none"))
