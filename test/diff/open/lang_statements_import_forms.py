# import binds names by form; star import honours __all__ and skips underscore names (7.11).
# differs: text of a TypeError for a fromlist that is no sequence
import sys
import sys as s, math as m
from math import pi, e as euler
from math import (floor,
                  ceil as up,)
print(s is sys, m.__name__, pi == m.pi, euler == m.e, floor(1.5), up(1.5))
mod = type(sys)("fakemod")
exec("a = 1\n_b = 2\n__all__ = ['a', '_b']", mod.__dict__)
sys.modules["fakemod"] = mod
ns = {}
exec("from fakemod import *", ns)
print(sorted(k for k in ns if not k.startswith("__")))
del mod.__all__
mod.c = 3
ns = {}
exec("from fakemod import *", ns)
print(sorted(k for k in ns if not k.startswith("__")))
for all_ in (["missing"], [5], 7, ("a",), "a"):
    mod.__all__ = all_
    try:
        ns = {}
        exec("from fakemod import *", ns)
        print(sorted(k for k in ns if not k.startswith("__")))
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
sys.modules["fakemod"] = None
try:
    import fakemod
except ModuleNotFoundError as e:
    print(e)
del sys.modules["fakemod"]
for src in ("from math import *, pi", "import math.", "from . import", "import", "from math import",
            "from math import ()", "import a as", "from a import b as c.d", "from .. import a",
            "def f(): from math import *", "class C: from math import *", "from math import (pi",
            "from math import pi,", "import a, ", "from a.b import c, d as e", "import (a)"):
    try:
        compile(src, "<t>", "exec"); print("ok", src)
    except SyntaxError as e:
        print(src, "->", e.msg)
