# split and subgroup keep structure, take a type, a tuple or a predicate, and copy metadata (PEP 654).
g = ExceptionGroup("top", [ValueError(1), ExceptionGroup("in", [TypeError(2), ValueError(3)]),
                   OSError(4)])
g.add_note("note")
g.__cause__ = KeyError("cause")
print(g.split(ValueError))
print(g.split((TypeError, OSError)))
print(g.subgroup(lambda e: e.args == (3,)))
print(g.subgroup(KeyError), g.split(KeyError))
print(g.subgroup(Exception) is g, g.split(ExceptionGroup)[0] is g,
      g.subgroup(lambda e: isinstance(e, ExceptionGroup) and e.message == "in"))
m, r = g.split(ValueError)
print(m.__notes__, r.__notes__, m.__notes__ is g.__notes__, repr(m.__cause__), m.__context__)
print(m.exceptions[0] is g.exceptions[0],
      m.exceptions[1].exceptions[0] is g.exceptions[1].exceptions[1])
for bad in (5, None, int, (ValueError, 5), "x", [ValueError]):
    try:
        print(g.split(bad))
    except TypeError as e:
        print(e)
def boom(e): raise RuntimeError("pred")
try:
    g.subgroup(boom)
except RuntimeError as e:
    print(e)
print(g.derive([KeyError()]), BaseExceptionGroup("b", [SystemExit()]).derive([ValueError()]))
