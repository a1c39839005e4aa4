# A function may have more locals and parameters than instructions have room to name.
src = "def f(n):\n"
for i in range(300): src += f"    v{i} = n + {i}\n"
src += "    def inner(): return v5 + v290\n"
src += "    for v200 in range(3): pass\n"
src += "    total = sum([v0, v127, v128, v129, v200, v255, v256, v299])\n"
src += "    v298 += v1 * 2; del v299\n"
src += "    g = (lambda a, b=v297, *c, **d: (a, b, c, d))(v0, v1, *[v2], k=v3)\n"
src += "    try: v299\n    except UnboundLocalError as e: print(e)\n"
src += "    wide = []\n    if n == 1000: wide = [f(0)[1], f(1)[2]]\n"
src += "    return wide, total, inner(), v298, g, len(locals()), sorted(locals())[-3:], max(v1, v2, key=lambda q: -q)\n"
exec(src)
print(f(1000))

def recurse(n):
    return f(0)[1] if n == 0 else recurse(n - 1)
print(recurse(5))

def params(count):
    names = [f"p{i}" for i in range(count)]
    ns = {}
    exec(f"def g({', '.join(names)}, *rest, last=5, **kw):\n"
         f"    t = [{', '.join(names)}]\n    u = p0 + p{count - 1}\n"
         f"    def h(): return p{count - 2}\n"
         f"    return len(t), t == list(range({count})), u, h(), rest, last, kw, (yield_ := u + 1)", ns)
    return ns["g"](*range(count), "r", last=6, k=7)
for count in (126, 127, 128, 129, 200, 254, 255, 256, 257, 300, 600): print(count, params(count))

ns = {}
exec("def gen(n):\n" + "".join(f"    w{i} = n * {i}\n" for i in range(200)) +
     "    for w150 in range(2):\n        x = yield w150, w199\n        print(x, max(w3, w4))\n    return w180", ns)
g = ns["gen"](2)
print(next(g), g.send("a"))
try: g.send("b")
except StopIteration as e: print(e.value)

deep = "[" * 90 + "1, f(0)[1]" + "]" * 90
x = eval(deep)
for _ in range(89): x = x[0]
print(x)
print(eval("1 + (" * 80 + "x[1]" + ")" * 80))
ns = {"x": 1}
exec("r = " + " + (x * ".join(["x"] * 60) + ")" * 59, ns)
print(ns["r"])
exec("r = f'" + "{x}-" * 300 + "'", ns)
print(len(ns["r"]))
exec("r = dict(" + ", ".join(f"k{i}=x" for i in range(400)) + ")", ns)
print(len(ns["r"]), ns["r"]["k399"])
exec("r = {" + ", ".join(f"{i}: x" for i in range(400)) + "}", ns)
print(len(ns["r"]), ns["r"][399])
exec("r = (lambda *a: a)(" + ", ".join(f"x+{i}" for i in range(400)) + ")", ns)
print(len(ns["r"]), ns["r"][-1])
exec(", ".join(f"t{i}" for i in range(300)) + " = range(300)", ns)
print(ns["t0"], ns["t299"])
