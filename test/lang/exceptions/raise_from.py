# raise X from Y sets __cause__ and suppresses the context; Y may be a class, instance or None (7.8).
def run(cause, exc=ValueError):
    try:
        try:
            raise KeyError("ctx")
        except KeyError:
            raise exc("new") from cause
    except Exception as e:
        print(type(e).__name__, e, "|", repr(e.__cause__), "|", repr(e.__context__), "|",
              e.__suppress_context__)
run(None)
run(OSError("inst"))
run(OSError)
run(5)
run("text")
run(int)
class Bad(Exception):
    def __init__(self): raise RuntimeError("cause init")
run(Bad)
try:
    raise ValueError from KeyError
except ValueError as e:
    print(repr(e.__cause__), e.__context__)
e = ValueError("self")
try:
    raise e from e
except ValueError as x:
    print(x.__cause__ is x)
try:
    raise undefined from also_undefined
except NameError as x:
    print(x)
