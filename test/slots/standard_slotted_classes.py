# Classes of the standard library that have slots.
# differs: _contextvars is not there yet
from fractions import Fraction
from ipaddress import ip_address
from pathlib import PurePosixPath
for o in (Fraction(1, 3), ip_address("10.0.0.1"), PurePosixPath("/a/b")):
    print(o, hasattr(o, "__dict__"))
    try:
        o.other = 1
    except AttributeError as e:
        print(e)
