# traceback formats exceptions, chains and stacks as the interpreter prints them (library, traceback).
# differs: regular expressions (_sre) are not there yet
import traceback
def inner(x): return 10 / x
def outer(x):
    try:
        return inner(x)
    except ZeroDivisionError as e:
        raise ValueError("outer failed") from e
try:
    outer(0)
except ValueError as e:
    text = traceback.format_exc()
    print(text.replace(__file__, "FILE"))
    print(traceback.format_exception_only(e), traceback.format_exception_only(type(e), e),
          len(traceback.extract_tb(e.__traceback__)))
    fs = traceback.extract_tb(e.__traceback__)[-1]
    print(fs.name, fs.lineno, fs.line, type(fs).__name__)
    te = traceback.TracebackException.from_exception(e)
    print(te.exc_type.__name__, str(te), te.__cause__.exc_type.__name__, te.stack[0].name,
          "".join(te.format()) == text, len(list(te.format(chain=False))))
def g(): return traceback.extract_stack()[-1].name, traceback.format_stack(limit=1)[0].strip().split("\n")[-1].strip()
print(g())
try:
    exec("x = (1,\n  2 3)")
except SyntaxError as e:
    print("".join(traceback.format_exception_only(e)))
eg = ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [KeyError("k")])])
print("".join(traceback.format_exception(eg)))
print(traceback.format_exception_only(ValueError()),
      traceback.format_exception_only(KeyError("a\nb")), traceback.format_exception_only(None,
      None))
e = ValueError("noted"); e.add_note("n1"); print("".join(traceback.format_exception(e)))
