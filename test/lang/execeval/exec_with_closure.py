# exec accepts a closure of cells for code with free variables (built-in functions, 3.11).
def outer(a):
    b = 2
    def inner():
        print("inner sees", a, b)
        globals()["out"] = a + b
    return inner
f = outer(1)
exec(f.__code__, globals(), closure=f.__closure__)
print(out)
cell = type(f.__closure__[0])
exec(f.__code__, globals(), closure=(cell(10), cell(20)))
print(out)
plain = compile("x = 1", "f", "exec")
for args in ((f.__code__, {}, {}, ()), (f.__code__, {}, {}, None), (f.__code__, {}, {}, (cell(1),)),
             (f.__code__, {}, {}, (1, 2)), (plain, {}, {}, (cell(1),)), ("x = 1", {}, {}, ()),
             (f.__code__, {}, {}, [cell(1), cell(2)])):
    try:
        exec(*args[:3], closure=args[3])
        print("ok")
    except TypeError as e:
        print(e)
exec(plain, {}, {}, closure=None)
try:
    exec(f.__code__)
except TypeError as e:
    print(e)
try:
    eval(f.__code__)
except TypeError as e:
    print(e)
def g(): return 5
print(eval(g.__code__), exec(g.__code__))
def h(x): return x
try:
    eval(h.__code__)
except TypeError as e:
    print(e)
gen = eval(compile("(i for i in range(3))", "f", "eval")); print(list(gen))
