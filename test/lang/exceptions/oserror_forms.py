# OSError chooses a subclass from errno and formats its parts (library, exceptions).
import errno
for args in ((), ("only",), (errno.ENOENT, "no file"), (errno.ENOENT, "no file", "name.txt"),
             (errno.EACCES, "denied", "a", None, "b"),
             (errno.EEXIST, "exists"), (99999, "unknown"), ("x", "y"), (1, 2, 3, 4, 5),
             (errno.EPIPE, "p"), (errno.ECHILD, "c"), (errno.EINTR, "i")):
    e = OSError(*args)
    print(type(e).__name__, str(e), "|", e.args, e.errno, e.strerror, e.filename, e.filename2)
e = FileNotFoundError(errno.EACCES, "mismatch")
print(type(e).__name__, e)
class My(OSError): pass
print(type(My(errno.ENOENT, "x")).__name__, My(errno.ENOENT, "x", b"f"))
for f in (lambda: open("/no/such/dir/file"), lambda: open("/"), lambda: open("/no\0such"),
          lambda: open(""), lambda: open("x", "q"),
          lambda: open("x", "rw"), lambda: open(-1)):
    try:
        f()
    except (OSError, ValueError) as e:
        print(type(e).__name__, e)
e = OSError(1, "a")
e.filename = "later"
print(e, e.args, repr(e))
print(BlockingIOError(1, "b", 5).characters_written)
