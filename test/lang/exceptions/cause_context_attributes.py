# __cause__, __context__, __suppress_context__ and __traceback__ can be assigned with type checks (library, exceptions).
e = ValueError("v")
print(e.__cause__, e.__context__, e.__suppress_context__, e.__traceback__)
e.__cause__ = KeyError("c")
print(repr(e.__cause__), e.__suppress_context__)
e.__suppress_context__ = False
e.__context__ = KeyError("x")
e.__cause__ = None
print(e.__cause__, e.__suppress_context__, repr(e.__context__))
for name, v in (("__cause__", 5), ("__context__", "s"), ("__traceback__", 1),
                ("__suppress_context__", "x"), ("__cause__", KeyError),
                ("args", 5), ("__notes__", 5)):
    try:
        setattr(e, name, v)
        print(name, "ok", getattr(e, name))
    except TypeError as x:
        print(name, x)
for name in ("__cause__", "__context__", "__traceback__", "__suppress_context__", "args"):
    try:
        delattr(e, name)
        print(name, "deleted")
    except (TypeError, AttributeError) as x:
        print(name, x)
e.args = [1, 2]
print(e.args, str(e), repr(e))
print(e.with_traceback(None) is e)
try:
    e.with_traceback(5)
except TypeError as x:
    print(x)
