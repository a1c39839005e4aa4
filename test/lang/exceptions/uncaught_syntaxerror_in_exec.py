# An uncaught SyntaxError from exec prints file, line, text and caret below the traceback (library, traceback).
good = "x = 1"
bad = "if True:\n    y = (1,\n    z = 2)\n"
ns = {}
exec(good, ns)
print(ns["x"])
exec(compile(bad, "made.py", "exec"), ns)
