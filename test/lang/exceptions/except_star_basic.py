# except* splits a group by type; every clause may take its part, leftovers propagate (8.4.2, PEP 654).
def run(eg):
    out = []
    try:
        try:
            raise eg
        except* ValueError as g:
            out.append(("V", g.exceptions))
        except* (TypeError, KeyError) as g:
            out.append(("TK", g.exceptions))
        else:
            out.append("else")
        finally:
            out.append("finally")
    except BaseException as rest:
        out.append(("rest", repr(rest)))
    print(out)
run(ExceptionGroup("g", [ValueError(1), TypeError(2), ValueError(3)]))
run(ExceptionGroup("g", [OSError(1), KeyError("k")]))
run(ExceptionGroup("g", [OSError(1)]))
run(ValueError("naked"))
run(OSError("naked unhandled"))
run(ExceptionGroup("outer", [ExceptionGroup("inner", [ValueError(1), OSError(2)]), TypeError(3)]))
run(BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError(5)]))
try:
    pass
except* ValueError:
    print("no")
else:
    print("else runs")
