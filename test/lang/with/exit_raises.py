# An exception in __exit__ replaces the body's, which becomes its context (8.5).
class E:
    def __init__(self, exc): self.exc = exc
    def __enter__(self): return self
    def __exit__(self, *a):
        if self.exc: raise self.exc
def run(body, *cms):
    try:
        if len(cms) == 1:
            with cms[0]:
                if body: raise body
        else:
            with cms[0], cms[1]:
                if body: raise body
    except Exception as e:
        out = []
        while e:
            out.append(repr(e))
            e = e.__context__
        print(out)
    else:
        print("no exception")
run(None, E(ValueError("exit")))
run(KeyError("body"), E(ValueError("exit")))
run(KeyError("body"), E(ValueError("outer")), E(TypeError("inner")))
run(None, E(ValueError("outer")), E(TypeError("inner")))
run(None, E(None))
same = KeyError("same")
run(same, E(same))
class Re:
    def __enter__(self): pass
    def __exit__(self, t, v, tb): raise v
try:
    with Re():
        raise ValueError("reraised by exit")
except ValueError as e:
    print(e, e.__context__)
