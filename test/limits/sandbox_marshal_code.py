# Code made by hand is refused or harmless.
# ends: done
# time: 30
# prints: 11
import marshal
def f(): return 1
good = f.__code__
n = 0
for k in dict(co_code=b'\xff' * 64), dict(co_consts=()), dict(co_names=()), dict(co_stacksize=0), dict(co_nlocals=0), dict(co_varnames=('a', 'b')), dict(co_flags=2 ** 20), dict(co_exceptiontable=b'\xff' * 9), dict(co_linetable=b'\xff' * 9), dict(co_freevars=('x',)), dict(co_argcount=100):
    try:
        c = good.replace(**k)
        marshal.loads(marshal.dumps(c))
        f.__code__ = c
        f()
    except Exception: pass
    n += 1
f.__code__ = good
data = marshal.dumps(good)
for i in range(len(data)):
    for b in 0, 1, 127, 255:
        try: exec(marshal.loads(data[:i] + bytes([b]) + data[i + 1:]))
        except Exception: pass
print(n)
