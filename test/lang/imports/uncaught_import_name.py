# An uncaught import of a missing name from a fake module names the module and its place (5.3).
import sys

mod = type(sys)("tools")
mod.hammer = 1
sys.modules["tools"] = mod
from tools import hammer
print(hammer)
mod.__file__ = "/somewhere/tools.py"
try:
    from tools import nail
except ImportError as e:
    print(e, e.name, e.path)
del mod.__file__
from tools import (hammer,
                   screw as s)
