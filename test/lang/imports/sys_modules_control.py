# import consults sys.modules first: replaced, None and removed entries behave accordingly (5.3).
import sys
class Fake:
    __name__ = "fake"
    value = 42
    def __getattr__(self, n):
        if n.startswith("__"): raise AttributeError(n)
        return "dynamic " + n
sys.modules["fake"] = Fake()
import fake
from fake import value, anything as a
print(fake.value, value, a, type(fake).__name__)
sys.modules["fake"] = None
for src in ("import fake", "from fake import value", "import fake.sub"):
    try:
        exec(src)
    except ImportError as e:
        print(src, "->", type(e).__name__, e, e.name)
del sys.modules["fake"]
try:
    import fake
except ModuleNotFoundError as e:
    print(e)
print(fake.value)
import math
saved = sys.modules.pop("math")
import math as m2
print(m2 is saved, m2.pi == saved.pi)
sys.modules["math"] = saved
pkg = type(sys)("pkg"); pkg.__path__ = []
sub = type(sys)("pkg.sub"); sub.x = "sub x"; pkg.sub = sub
sys.modules["pkg"], sys.modules["pkg.sub"] = pkg, sub
import pkg.sub
import pkg.sub as ps
from pkg import sub as s2
from pkg.sub import x
print(pkg.sub is sub, ps is sub, s2 is sub, x)
for src in ("import pkg.other", "from pkg import nothing", "from pkg.sub import nothing",
            "import pkg.sub.deeper"):
    try:
        exec(src)
    except ImportError as e:
        print(src, "->", type(e).__name__, e)
