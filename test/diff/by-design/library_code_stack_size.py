# co_stacksize is what a code object needs besides its variables (library, inspect; 3.2, code objects).
# differs: by design, code works on registers: all items of a display or a call stand in registers at once, so the figure counts them
for source in "[" + "x, " * 40 + "]", "f(" + "x, " * 40 + ")", "{" + "x: x, " * 40 + "}", "x + x":
    size = compile(source, "<text>", "eval").co_stacksize
    print(source[:8], size > 20)
