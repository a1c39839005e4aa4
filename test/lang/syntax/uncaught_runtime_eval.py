# An uncaught SyntaxError from eval shows no source line of the caller's frame beyond its call (library, traceback).
def calc(text):
    return eval(text, {"__builtins__": {}})

print(calc("1 + 2 * 3"))
try:
    calc("1 +")
except SyntaxError as e:
    print(e.msg, e.lineno, e.offset, repr(e.text))
print(calc("(1 + 2 3)"))
