# Exceptions raised in except* clauses are collected into a new group with the unhandled rest (8.4.2).
def show(e, ind=0):
    print(" " * ind + type(e).__name__, e.message if isinstance(e, BaseExceptionGroup) else e,
          "ctx", type(e.__context__).__name__)
    for s in getattr(e, "exceptions", ()):
        show(s, ind + 2)
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(3)])
    except* ValueError:
        raise KeyError("new from V")
    except* TypeError:
        raise
except BaseException as e:
    show(e)
try:
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError as e:
        raise RuntimeError("replaced") from e
except BaseException as e:
    show(e)
    print(type(e.exceptions[0].__cause__).__name__ if hasattr(e,
          "exceptions") else type(e.__cause__).__name__)
try:
    try:
        raise ValueError("naked")
    except* ValueError:
        raise
except BaseException as e:
    show(e)
