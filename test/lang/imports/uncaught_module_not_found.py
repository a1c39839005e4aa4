# An uncaught failing import in a function prints a traceback ending in ModuleNotFoundError (5.3).
def optional(name):
    try:
        return __import__(name)
    except ImportError as e:
        return f"missing {e.name}"

print(optional("math").__name__, optional("surely_not_there"))

def load():
    from surely_not_there.inner import thing as other
    return other

load()
