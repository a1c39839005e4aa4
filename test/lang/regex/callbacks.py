# Python code that runs amid a substitution may do as it likes
import re

def nested(m):
    return re.sub("b", lambda n: n[0] * 2 + str(len(seen)), m[0])

seen = []
print(re.sub("[ab]+", nested, "ab-bb"))
def grow(m):
    seen.append(m)
    return "x" * 1000
text = "aé" * 3
text += "a"
print(len(re.sub("a", grow, text)), [m.start() for m in seen], seen[-1].string is text)
def fail(m):
    if m.start() > 1:
        raise KeyError(m.start())
    return ""
try:
    re.sub("a", fail, "aaaa")
except KeyError as e:
    print("KeyError", e)
b = bytearray(b"aXa")
def resize(m):
    try:
        b.append(1)
    except BufferError as e:
        return b"BufferError"
    return b"?"
print(re.sub(b"X", resize, b), b)
b.append(33)
print(b, [m.start() for m in re.finditer(b"a", b)])
