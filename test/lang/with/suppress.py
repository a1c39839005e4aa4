# A true result of __exit__ suppresses the exception; execution continues after the block (8.5).
class S:
    def __init__(self, result): self.result = result
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        self.seen = t and t.__name__
        return self.result
for r in (True, 1, "yes", [0]):
    with S(r) as s:
        raise ValueError("x")
    print("suppressed", r, s.seen)
for r in (False, None, 0, "", []):
    try:
        with S(r) as s:
            raise KeyError("k")
    except KeyError as e:
        print("passed", r, s.seen, e)
class BadBool:
    def __bool__(self): raise RuntimeError("bool of exit")
try:
    with S(BadBool()):
        raise ValueError("orig")
except RuntimeError as e:
    print(e, repr(e.__context__))
with S(BadBool()):
    pass
print("result not tested without exception")
def f():
    with S(True):
        return "value"
    return "never"
def g():
    with S(True):
        raise ValueError
    return "after suppressed"
print(f(), g())
