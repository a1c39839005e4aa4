# Code objects from compile() can be run many times in different namespaces (built-in functions, compile).
code = compile("r = [n * k for n in range(3)]\ndef f(): return k", "<made>", "exec")
for k in (2, 5):
    ns = {"k": k}
    exec(code, ns)
    print(ns["r"], ns["f"](), ns["f"].__code__.co_filename)
print(code.co_name, code.co_filename, code.co_firstlineno, code.co_argcount, code.co_names,
      code == compile("r = [n * k for n in range(3)]\ndef f(): return k", "<made>", "exec"),
      code != compile("1", "f", "exec"), hash(code) == hash(code), type(code).__name__)
e = compile("a + b", "<e>", "eval")
print(eval(e, {"a": 1, "b": 2}), eval(e, {"a": "x", "b": "y"}), e.co_names)
s = compile("1 + 1\n", "<s>", "single")
exec(s)
exec(compile("'quiet' if 0 else None", "<s>",
        "single"))
exec(compile("for i in range(2): i\n", "<s>", "single"))
lines = compile("a = 1\n\nb = 2\nif a:\n    c = (3 +\n         a)\n", "f", "exec")
print(sorted({l for _, _, l in lines.co_lines() if l}))
made = {}
exec(compile("def g(a, /, b=1, *c, d, **e):\n  'doc'\n  return a", "f", "exec"), made)
k = made["g"].__code__
print(k.co_name, k.co_varnames, k.co_argcount, k.co_posonlyargcount, k.co_kwonlyargcount,
      k.co_nlocals, k.co_firstlineno, k.co_flags & 12)
n = k.replace(co_name="h", co_firstlineno=100, co_filename="z")
print(n.co_name, n.co_firstlineno, n.co_filename, k.co_name, n == k)
for bad in (lambda: k.replace(bad=1), lambda: k.replace(co_name=5),
            lambda: setattr(k, "co_name", "x"), lambda: k.co_nope, lambda: k < k, lambda: type(k)(),
            lambda: exec(k), lambda: k()):
    try:
        print(bad())
    except (TypeError, AttributeError) as x:
        print(type(x).__name__, x)
