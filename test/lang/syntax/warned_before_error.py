# Warnings about a text that turns out wrong further on are given all the same (library, codeop, warnings).
import codeop
import warnings

SOURCES = ["'\\e' 1", "if 1:\n  x = '\\q'\n  y y\n", "'\\e' + (", "'\\d'\nfrom __future__ import nothing\n", "'fine' 1"]
for source in SOURCES:
    for compiling in codeop.compile_command, lambda text: compile(text, "<text>", "exec"):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                result = compiling(source) and "a program"
            except SyntaxError as error:
                result = error.msg
        print(repr(source), result, sorted({(w.category.__name__, str(w.message), w.filename, w.lineno) for w in caught}))

with warnings.catch_warnings():
    warnings.simplefilter("error")
    for source in "'\\e' 1", "'\\e'":
        try:
            compile(source, "<text>", "exec")
        except SyntaxError as error:
            print(error)
try:
    compile("import string; from __future__ import division", "<text>", "exec")
except SyntaxError as error:
    print(error.msg, error.lineno, error.offset)
