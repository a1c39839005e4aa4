# Garbage that is very deep.
# ends: done
# memory: 256M
# prints: caught
a = {}
for i in range(500000): a = {1: a}
b = ()
for i in range(500000): b = (b,)
class N: pass
n = None
for i in range(300000):
    m = N()
    m.n = n
    n = m
del a, b, n, m
import gc
gc.collect()
print('caught')
