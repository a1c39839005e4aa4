# A lambda takes every parameter kind and its body is one expression in a closure (6.14).
print((lambda: 1)())
print((lambda a, b=2, *c, d, e=5, **f: (a, b, c, d, e, f))(1, d=4))
print((lambda *a: a)(1, 2), (lambda **k: k)(x=1))
print((lambda a, /, b: (a, b))(1, b=2))
print((lambda *, k: k)(k=3))
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
gs = [lambda i=i: i for i in range(3)]
print([g() for g in gs])
print((lambda x: lambda y: (x, y))(1)(2))
print((lambda: (yield))().__class__.__name__)
print([*map(lambda x, y: x * y, [1, 2, 3], [4, 5])])
try:
    (lambda a, b: 0)(1)
except TypeError as e:
    print(e)
print((lambda n: 1 if n else 2)(0))
