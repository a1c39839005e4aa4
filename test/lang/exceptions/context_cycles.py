# Re-raising an exception from its own chain never makes a cycle (library, exceptions).
def chain(e, limit=6):
    out = []
    while e is not None and limit:
        out.append(str(e))
        e, limit = e.__context__, limit - 1
    return out
a, b, c = ValueError("a"), ValueError("b"), ValueError("c")
try:
    try:
        try:
            raise a
        except ValueError:
            raise b
    except ValueError:
        raise c
except ValueError as e:
    print(chain(e))
try:
    try:
        raise c
    except ValueError:
        raise a
except ValueError as e:
    print(chain(e), chain(c))
try:
    try:
        raise b
    except ValueError:
        raise b
except ValueError as e:
    print(chain(e))
