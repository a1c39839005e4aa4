# eval takes an expression or code object with optional namespaces and returns its value (built-in functions).
x = 10
print(eval("x + 1"), eval(" x\n"), eval("\t x * 2 "), eval("x", {"x": 1}),
      eval("x", {"x": 1}, {"x": 2}), eval("[x, y]", {"x": 1}, {"y": 2}), eval(b"x"),
      eval(bytearray(b"x")), eval(compile("x - 1", "f", "eval")), eval("(lambda a: a + x)(1)"),
      eval("[i * x for i in range(2)]"), eval("(\n1,\n2)"), eval("x if x else y"))
def f(p):
    q = 2
    return eval("p + q"), eval("sorted(locals())"), [eval("p", {"p": i}) for i in range(2)]
print(f(1))
for args in (("",), ("x = 1",), ("1; 2",), ("if x: y",), ("1 +",), ("nope",), (5,), ("1", 5),
             ("x", {}), ("1", {}, 5), (None,), ("1 2",), ("\0",), ("x", None, None),
             (compile("y = 5", "f", "exec"),), ("(yield)",), ("await x",), ("*x",), ("print",) * 4,
             ()):
    try:
        print(args if not args or isinstance(args[0], (str, int, type(None))) else "code",
              eval(*args))
    except Exception as e:
        print(type(e).__name__, e)
print(eval("__import__('math').pi > 3"), eval("(z := 5)"), z, eval("__name__"),
      eval("__builtins__ is not None", {}), eval("len", {"__builtins__": {"len": "mine"}}))
try:
    eval("len([])", {"__builtins__": {}})
except NameError as e:
    print(e)
ns = {}
print(eval("(a := 1) + (b := 2)", ns), ns["a"], ns["b"], sorted(k for k in ns if k[0] != "_"))
def outer():
    v = "cell"
    def inner():
        v
        return eval("v")
    def blind(): return eval("v")
    try:
        return inner(), blind()
    except NameError as e:
        return inner(), str(e)
print(outer())
