# Handlers are tried in order; the first whose class matches wins, its expression is evaluated lazily (8.4.1).
def cls(name, c):
    print("eval", name, end=" ")
    return c
def run(exc):
    try:
        raise exc
    except cls("KeyError", KeyError):
        return "key"
    except cls("tuple",
            (ValueError, TypeError)):
        return "value or type"
    except cls("LookupError", LookupError):
        return "lookup"
    except Exception:
        return "other"
    except:
        return "base"
for e in (KeyError(), IndexError(), TypeError(), ValueError, ArithmeticError, KeyboardInterrupt,
          UnicodeDecodeError("u", b"", 0, 1, "r")):
    print(run(e))
try:
    try:
        1 / 0
    except ():
        print("empty tuple matches nothing")
except ZeroDivisionError as e:
    print("passed", e)
