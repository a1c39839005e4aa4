# Long bodies need wide operands: many constants, names and far jumps (no limit in the language).
n = 400
src = ["def f(x):", "    t = 0"]
for i in range(n):
    src.append(f"    v{i} = x + {i * 1000 + 7}")
src += ["    if x > 0:"]
for i in range(n):
    src.append(f"        t += v{i} * {i + 0.5}")
src += ["    else:", "        t = -1", "    return t"]
ns = {}
exec("\n".join(src), ns)
print(ns["f"](1), ns["f"](0))
chain = "def g(x):\n" + "".join(f"    {'if' if i == 0 else 'elif'} x == {i}: return 'r{i}'\n" for i in range(500)) + "    else: return 'none'\n"
exec(chain, ns)
print(ns["g"](0), ns["g"](255), ns["g"](499), ns["g"](500))
loop = "def h():\n  c = 0\n  for i in range(3):\n" + "    c += 1\n" * 600 + "    if c > 1500: break\n  else: return 'else'\n  return c\n"
exec(loop, ns)
print(ns["h"]())
exec("def k(d):\n" + "".join(f"    d.attr{i} = {i}\n" for i in range(300)) + "    return d.attr299",
     ns)
print(ns["k"](type("D", (), {})()))
exec("w = lambda: (" + " or ".join(["0"] * 700) + " or 'end')", ns)
print(ns["w"](), eval("+".join(["1"] * 600)), len(eval("[" + "'s'," * 2000 + "]")),
      eval(" and ".join(["1"] * 700)))
try:
    exec("try:\n" + "  x = 1\n" * 400 + "  1/0\nexcept ZeroDivisionError:\n  y = 'caught far'\n",
         ns)
finally:
    print(ns["y"])
