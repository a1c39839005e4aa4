# An exception with slots still has the dictionary of BaseException.
class Fail(Exception):
    __slots__ = ("code",)
    def __init__(self, message, code):
        super().__init__(message)
        self.code = code
try:
    raise Fail("broken", 7)
except Fail as e:
    e.extra = 1
    print(e, e.args, e.code, e.__dict__)
f = Fail("m", 1)
del f.code
print(hasattr(f, "code"), repr(f), f.with_traceback(None) is f)
class OS(OSError):
    __slots__ = ("more",)
o = OS(2, "no file", "name")
o.more = "m"
print(o, o.errno, o.filename, o.more)
