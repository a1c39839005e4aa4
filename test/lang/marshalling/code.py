# Code objects survive; what is changed in their bytes never harms.
import marshal
import sys

def outer(a, b=2, *c, d=4, **e):
    x = a
    def inner():
        nonlocal x
        x += b
        return x
    class C(int):
        z = b
        def m(self):
            return super().__add__(self.z), [i for i in c if i]
    try:
        return inner(), C(5).m(), e, f'{x:>{d}}', 1 // a
    except ZeroDivisionError as err:
        return str(err)
    finally:
        del x

code = outer.__code__
data = marshal.dumps(code)
back = marshal.loads(data)
print(back == code, back is code, len(marshal.dumps(back)) > 100)
expected = outer(1, 2, 3, 0, k=1), outer(0)
outer.__code__ = back
print((outer(1, 2, 3, 0, k=1), outer(0)) == expected, expected)
for i in range(len(data)):
    try:
        marshal.loads(data[:i])
    except (EOFError, ValueError):
        pass
    else:
        print('read', i)
# the reference only promises this of good data
for i in range(len(data) if sys.implementation.name == 'krait' else 0):
    for byte in (0, 1, 127, 128, 255, data[i] ^ 1):
        try:
            marshal.loads(data[:i] + bytes([byte]) + data[i + 1:])
        except (EOFError, ValueError, TypeError):
            pass
print('done')
for mode, source in (('eval', 'x + 1'), ('exec', 'y = x * 2\nprint(y)')):
    exec(marshal.loads(marshal.dumps(compile(source, 'file', mode))), {'x': 20})
