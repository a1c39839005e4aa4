# An uncaught error inside a generator-based context manager shows the caller's and the generator's frames (library, contextlib).
import contextlib

@contextlib.contextmanager
def quiet(name):
    print("enter", name)
    try:
        yield
    finally:
        print("leave", name)

with contextlib.suppress(ZeroDivisionError):
    with quiet("first"):
        1 / 0
with quiet("second"), contextlib.suppress(KeyError):
    {}["gone"]
try:
    with quiet("third"):
        raise ValueError("v")
except ValueError as e:
    names = []
    tb = e.__traceback__
    while tb:
        names.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    print(names)
