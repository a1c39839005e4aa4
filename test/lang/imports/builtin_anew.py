# A built-in module that is imported anew leaves the one before as it was: each raises its own errors (5.3.1).
import sys
import _struct

old = _struct
data = old.Struct("<I")
del sys.modules["_struct"]
import _struct as new

print(new is old, new.__name__, new.unpack("<H", b"\1\2"), data.unpack(b"\1\0\0\0"))
for module, packer in (old, data), (new, new.Struct("<I")):
    for work in module.calcsize, lambda bad: module.unpack("<I", b""), packer.pack:
        try:
            work("what")
        except module.error as error:
            print(type(error).__name__, error)

new.note = "mine"
error = old.error
old.error = None
del sys.modules["_struct"]
import _struct as third
print(hasattr(old, "note"), hasattr(third, "note"), sorted(set(dir(old)) ^ set(dir(third))))
print(isinstance(third.error, type), old.error)
try:
    data.pack(-1)
except error as caught:
    print(caught)
