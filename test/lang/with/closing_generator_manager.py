# A class wrapping cleanup callbacks unwinds them in order and aggregates errors (8.5).
class Stack:
    def __init__(self): self.callbacks = []
    def push(self, fn, *a):
        self.callbacks.append((fn, a))
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        pending = v
        while self.callbacks:
            fn, a = self.callbacks.pop()
            try:
                fn(*a)
            except Exception as e:
                print("callback failed:", repr(e), "| context", repr(e.__context__))
                pending = e
        if pending is not None and pending is not v:
            raise pending
        return False
def boom(msg): raise ValueError(msg)
with Stack() as s:
    s.push(print, "first pushed")
    s.push(print, "second pushed")
try:
    with Stack() as s:
        s.push(boom, "cb1")
        s.push(print, "between")
        s.push(boom, "cb2")
        raise KeyError("body")
except ValueError as e:
    print(repr(e), repr(e.__context__))
