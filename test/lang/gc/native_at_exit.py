# A native that runs after the program, or that the host calls, keeps what it holds while it calls Python code.
import atexit, gc
def key(x):
    gc.collect(); junk = [str(i) * 9 for i in range(300)]
    print(x)
    return x
atexit.register(sorted, (str(i) * 20 for i in range(20)), key=key)
class B:
    def __str__(self):
        gc.collect(); junk = [str(i) * 9 for i in range(300)]
        return "b" * 30
atexit.register(print, B(), B(), B())
