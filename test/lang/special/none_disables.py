# Setting a special method to None disables the operation and its fallbacks (3.3).
class A:
    def __add__(self, o): return "A.add"
    def __iter__(self): return iter([1])
    def __contains__(self, x): return True
    def __lt__(self, o): return True
    def __eq__(self, o): return True
    def __len__(self): return 1
class B(A):
    __add__ = None
    __radd__ = None
    __iter__ = None
    __contains__ = None
    __lt__ = None
    __eq__ = None
    __len__ = None
    __hash__ = None
    __neg__ = None
    __getitem__ = None
    __enter__ = None
    __call__ = None
    __bool__ = None
    __index__ = None
b = B()
for src in ("b + 1", "1 + b", "A() + b", "iter(b)", "1 in b", "b < 1", "1 > b", "b == 1", "len(b)",
            "hash(b)", "-b", "b[0]",
            "b()", "bool(b)", "[1][b]", "list(b)", "b != 1", "hex(b)", "reversed(b)"):
    try:
        print(src, eval(src))
    except TypeError as e:
        print(src, "->", e)
