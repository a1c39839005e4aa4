# An exception raised while another is handled records it as __context__, through calls and finally (library, exceptions).
def chain(e):
    out = []
    while e is not None:
        out.append(type(e).__name__)
        e = e.__context__
    return out
def a():
    try:
        1 / 0
    except ZeroDivisionError:
        b()
def b():
    try:
        {}["k"]
    finally:
        c()
def c():
    try:
        undefined
    except NameError:
        int("x")
try:
    a()
except Exception as e:
    print(chain(e))
try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        pass
    raise ValueError
except ValueError as e:
    print(chain(e))
def no_context():
    raise KeyError("k")
try:
    raise ValueError
except ValueError:
    try:
        no_context()
    except KeyError as e:
        print(chain(e))
        inner = e
print(chain(inner))
try:
    raise inner
except KeyError as e:
    print(chain(e))
