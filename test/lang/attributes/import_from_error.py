# Importing a name a module lacks is an ImportError with name and path; the uncaught text names it (7.11).
try:
    from sys import no_such_name
except ImportError as e:
    print(type(e).__name__, e, e.name, e.path)
try:
    import no_such_module_xyz
except ModuleNotFoundError as e:
    print(e, e.name, e.path)
try:
    import sys.nothing
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    from no_such_package.sub import x
except ImportError as e:
    print(type(e).__name__, e, e.name)
from math import squareroot
