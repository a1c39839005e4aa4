# A user subclass of BaseException with a module-qualified and nested name prints its qualified name (library, traceback).
class Outer:
    class Stop(BaseException):
        def __str__(self):
            return "asked to stop\nin two lines"

def run():
    try:
        raise Outer.Stop()
    except Exception:
        print("never")

run()
