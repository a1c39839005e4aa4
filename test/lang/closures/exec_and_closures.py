# exec and eval see globals and given locals, not enclosing cells; nested defs use globals (built-in functions).
def f():
    secret = 1
    def g():
        try:
            return eval("secret")
        except NameError as e:
            return str(e)
    return g()
print(f())
def h():
    secret = 2
    def g():
        secret
        return eval("secret"), eval("sorted(locals())")
    return g()
print(h())
ns = {}
exec("a = 1\ndef f():\n  return a\nclass C:\n  b = a\n  def m(self): return a", ns, ns)
print(ns["f"](), ns["C"].b)
g, l = {}, {}
exec("a = 1\nb = a + 1\ndef f():\n  return a", g, l)
print(sorted(l), l["b"])
try:
    l["f"]()
except NameError as e:
    print(e)
try:
    exec("a = [1]\nr = [a for _ in a]", {}, {})
except NameError as e:
    print(e)
