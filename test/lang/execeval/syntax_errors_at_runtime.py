# exec, eval and compile raise SyntaxError with the source's name, line and text (built-in functions).
for fn, src in ((exec, "a = (1,\nb = 2"), (eval, "1 +\n2 3"), (exec, "def f(:\n pass"),
                (exec, "if 1:\nx"), (exec, "return 5"), (eval, "x = 1"), (eval, ""),
                (exec, "break"), (exec, "'abc"), (exec, "\tx\n  y"), (exec, "nonlocal q"),
                (exec, "x = \x00"), (eval, "lambda x: (yield)"),
                (exec, "from __future__ import nope")):
    try:
        r = fn(src)
        print("ok", repr(src))
    except (SyntaxError, ValueError) as e:
        print(type(e).__name__, e, "|", getattr(e, "filename", None), getattr(e, "lineno", None),
              getattr(e, "offset", None), repr(getattr(e, "text", None)))
try:
    compile("x = = 1", "dir/file name.py", "exec")
except SyntaxError as e:
    print(e, e.filename, e.args[1][:3])
try:
    compile(b"# coding: latin-1\nx = '\xe9' y", "bytes.py", "exec")
except SyntaxError as e:
    print(e, repr(e.text), e.offset)
def handler():
    try:
        eval("1 1")
    except SyntaxError:
        return "caught in function"
print(handler())
try:
    try:
        exec("raise ValueError('inner')")
    except ValueError as e:
        tb = e.__traceback__
        print(tb.tb_frame.f_code.co_name, tb.tb_next.tb_frame.f_code.co_filename,
              tb.tb_next.tb_lineno)
        exec("1 +")
except SyntaxError as e:
    print(repr(e.__context__))
