# SyntaxError carries msg, filename, lineno, offset, text and ends; str uses the first ones (library, exceptions).
e = SyntaxError("msg", ("file.py", 3, 5, "text line", 3, 8))
print(e, "|", e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset,
      e.print_file_and_line)
for args in ((), ("m",), ("m", ("f", 1, 2, "t")), ("m", (None, 7, None, None)),
             ("m", ("dir/f.py", None, None, None)), ("a", "b"), ("m", (1,))):
    try:
        e = SyntaxError(*args)
        print(str(e), "|", repr(e), "|", e.lineno, e.text)
    except (TypeError, ValueError, IndexError) as x:
        print(type(x).__name__, x)
try:
    compile("a = (1 +", "src.py", "exec")
except SyntaxError as e:
    print(e, "|", e.args)
try:
    compile("  x = 1\n y = 2", "src.py", "exec")
except IndentationError as e:
    print(type(e).__name__, e, e.lineno, e.offset, repr(e.text))
e = IndentationError("old", ("f.py", 1, 1, "t"))
e.msg = "new"
print(str(e).split(" (")[0], issubclass(TabError, IndentationError),
      issubclass(IndentationError, SyntaxError))
