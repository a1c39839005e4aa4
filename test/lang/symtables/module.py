# The module symtable over what the compiler knows of names.
import symtable
SRC = """
import os
g = 1
def outer(a, b=2, *args, c, **kw):
    global g
    x = a
    def inner():
        nonlocal x
        x = b + g + len(kw)
        return lambda y: x + y
    class K:
        attr = x
        def method(self): return __class__, self.__private
    return [i * x for i in args if i]
class Outer:
    field: int = 3
    def m(self): pass
"""
def show(t, depth=0):
    pad = "  " * depth
    print(pad + t.get_type(), t.get_name(), t.get_lineno(), t.is_optimized(), t.is_nested(), t.has_children(), sorted(t.get_identifiers()))
    if t.get_type() == "function":
        print(pad, t.get_parameters(), sorted(t.get_locals()), sorted(t.get_globals()), sorted(t.get_nonlocals()), sorted(t.get_frees()))
    if t.get_type() == "class":
        print(pad, t.get_methods())
    for s in sorted(t.get_symbols(), key=lambda s: s.get_name()):
        print(pad, s.get_name(), [n for n in ("is_referenced", "is_parameter", "is_global", "is_nonlocal",
              "is_declared_global", "is_local", "is_annotated", "is_free", "is_imported", "is_assigned", "is_namespace")
              if getattr(s, n)()])
    for c in t.get_children():
        show(c, depth + 1)
top = symtable.symtable(SRC, "f.py", "exec")
show(top)
print(top, top.lookup("outer").get_namespace(), top.lookup("g"))
try:
    top.lookup("nothing")
except KeyError as e:
    print("KeyError", e)
print(symtable.symtable("a + b", "f", "eval").get_identifiers() == {"a", "b"}, symtable.symtable("x = 1", "f", "single").get_type())
