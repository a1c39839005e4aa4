# A registry metaclass with class keywords, inheritance and operators works end to end (3.3.3).
class Meta(type):
    table = {}
    def __new__(mcs, name, bases, ns, *, key=None, **kw):
        cls = super().__new__(mcs, name, bases, ns, **kw)
        if key is not None:
            if key in mcs.table:
                raise ValueError(f"duplicate key {key!r}")
            mcs.table[key] = cls
        return cls
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
    def __getitem__(cls, key): return Meta.table[key]
    def __iter__(cls): return iter(sorted(Meta.table))
    def __contains__(cls, key): return key in Meta.table
    def __setitem__(cls, k, v): Meta.table[k] = v
    def __delitem__(cls, k): del Meta.table[k]
class Plugin(metaclass=Meta):
    def __init_subclass__(cls, **kw):
        print("sub", cls.__name__, kw)
class P1(Plugin, key="one"): pass
class P2(P1, key="two", other=5): pass
print(Plugin["one"].__name__, list(Plugin), "two" in Plugin)
try:
    class P3(Plugin, key="one"): pass
except ValueError as e:
    print(e)
Plugin["alias"] = P1
del Plugin["one"]
print(list(Plugin))
