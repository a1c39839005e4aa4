# Errors in nested exec and eval show each level's file name and line in the traceback chain (library, traceback).
def frames(e):
    out, tb = [], e.__traceback__
    while tb:
        c = tb.tb_frame.f_code
        out.append((c.co_filename.rsplit("/", 1)[-1], c.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return out
src = "\ndef f(n):\n    if n == 0:\n        return 1 / n\n    return eval('f(n - 1)')\nf(2)"
try:
    exec(compile(src, "outer.py", "exec"), {})
except ZeroDivisionError as e:
    for f in frames(e): print(f)
try:
    exec("exec('exec(\"undefined_name\")')")
except NameError as e:
    for f in frames(e): print(f)
try:
    eval("(lambda: [x for x in (1, 0) if 1 / x])()")
except ZeroDivisionError as e:
    for f in frames(e): print(f)
ns = {}
exec(compile("class C:\n  def m(self):\n    raise KeyError('k')\n", "cls.py", "exec"), ns)
try:
    ns["C"]().m()
except KeyError as e:
    for f in frames(e): print(f)
exec(compile("import sys\nline = sys._getframe().f_lineno; name = sys._getframe().f_code.co_filename", "fr.py", "exec"), ns)
print(ns["line"], ns["name"])
