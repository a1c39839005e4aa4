# An exception without message prints only its class; one whose str fails says so (library, traceback).
class Silent(Exception):
    pass

class Bad(Exception):
    def __str__(self):
        raise RuntimeError("str failed")

try:
    raise Silent
except Silent as e:
    print(repr(str(e)))
try:
    raise Silent()
except Silent:
    raise Bad("x")
