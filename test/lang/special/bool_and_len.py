# Truth uses __bool__, else __len__, else true; both are checked (3.3.1).
class B:
    def __init__(self, v): self.v = v
    def __bool__(self): return self.v
    def __len__(self): return 0
class L:
    def __init__(self, v): self.v = v
    def __len__(self): return self.v
class P: pass
print(bool(B(True)), bool(B(False)), bool(L(0)), bool(L(3)), bool(P()))
for v in (1, None, "x", 0):
    try:
        print(bool(B(v)))
    except TypeError as e:
        print(e)
for v in (-1, "x", 1.5, None, 2 ** 70, True):
    for f in (len, bool):
        try:
            print(f(L(v)))
        except (TypeError, ValueError, OverflowError) as e:
            print(type(e).__name__, e)
class Idx:
    def __index__(self): return 4
print(len(L(Idx())), L(Idx()) and "true")
p = P()
p.__len__ = lambda: 0
p.__bool__ = lambda: False
print(bool(p), not p, bool(p))
class Raise:
    def __bool__(self): raise RuntimeError("no truth")
for src in ("not r", "r and 1", "r or 1", "1 if r else 2", "bool(r)", "any([r])", "all([r])",
            "[x for x in [1] if r]",
            "list(filter(None, [r]))"):
    try:
        eval(src, {"r": Raise()})
    except RuntimeError as e:
        print(src, e)
