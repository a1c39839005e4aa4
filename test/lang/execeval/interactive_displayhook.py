# single mode passes expression values to sys.displayhook, which sets builtins._ (library, sys).
import sys, builtins
exec(compile("1 + 1", "<s>", "single"))
print(builtins._)
exec(compile("'a\\n'; None; [1]", "<s>", "single"))
print(_)
seen = []
old = sys.displayhook
sys.displayhook = lambda v: seen.append(v)
exec(compile("x = 5; x; x + 1; None", "<s>", "single"))
exec(compile("if x:\n  x * 2\n", "<s>", "single"))
exec(compile("def f():\n  99\n", "<s>", "single")); f()
sys.displayhook = old
print(seen, builtins._)
del builtins._
sys.displayhook(None)
print(hasattr(builtins, "_"))
sys.displayhook("é")
print(sys.displayhook is sys.__displayhook__)
class Bad:
    def __repr__(self): raise ValueError("no repr")
try:
    sys.displayhook(Bad())
except ValueError as e:
    print(e, builtins._)
del sys.displayhook
try:
    exec(compile("1", "<s>", "single"))
except RuntimeError as e:
    print(e)
sys.displayhook = old
