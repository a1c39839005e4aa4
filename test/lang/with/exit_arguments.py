# __exit__ receives type, instance and traceback of the very exception (3.3.9).
class CM:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        self.info = (t, v, tb)
        return True
with CM() as c:
    1 / 0
t, v, tb = c.info
print(t.__name__, v, tb.tb_lineno, v.__traceback__ is tb, type(v) is t, tb.tb_next)
def deep(n):
    if n: deep(n - 1)
    else: raise KeyError("deep")
with CM() as c:
    deep(2)
n, x = 0, c.info[2]
while x:
    n, x = n + 1, x.tb_next
print(n, repr(c.info[1]))
with CM() as c:
    raise ValueError
print(repr(c.info[1]), c.info[0] is ValueError)
e = KeyError("mine")
with CM() as c:
    raise e from None
print(c.info[1] is e)
import sys
class Active:
    def __enter__(self): pass
    def __exit__(self, t, v, tb):
        print(sys.exc_info()[1] is v, sys.exc_info()[0])
        return True
with Active(): raise OSError("active in exit")
print(sys.exc_info()[0])
