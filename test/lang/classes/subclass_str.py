# A subclass of str may add behaviour; methods return plain str (3.2).
class S(str):
    def __new__(cls, v, n=1): return super().__new__(cls, str(v) * n)
    def __getitem__(self, i): return "<" + super().__getitem__(i) + ">"
    def __len__(self): return 99
    def __iter__(self): return iter("custom")
    def __eq__(self, o): return "eq called"
    __hash__ = str.__hash__
s = S("ab", 2)
print(s, s[0], s[1:3], len(s), list(s), s == "x", s.__class__.__name__)
print(type(s.upper()).__name__, type(s + "c").__name__, type(s[:]).__name__, type(str(s)).__name__)
print("-".join([s, s]), s in {"abab": 1}, {"abab": 1}.get("abab"), s.replace("a", "z"))
print(f"{s!r}", "%s" % s, s.center(6, "*"), sorted(s))
class T(str):
    def __str__(self): return "str!"
    def __repr__(self): return "repr!"
t = T("raw")
print(t, str(t), repr(t), f"{t}", "".join([t]), t + "", [t], "%s" % t, format(t))
t.attr = 1
print(vars(t))
