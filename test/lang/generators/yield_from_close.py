# close() on the outer generator closes the inner one first (PEP 380).
def sub(tag):
    try:
        yield tag
        yield tag * 2
    finally:
        print("close", tag)
def mid(tag):
    try:
        yield from sub(tag)
    finally:
        print("mid close", tag)
def outer():
    try:
        yield from mid("a")
    except GeneratorExit:
        print("outer exit")
        raise
o = outer()
print(next(o))
o.close()
class C:
    def __iter__(self): return self
    def __next__(self): return 1
    def close(self):
        print("C.close")
        raise KeyError("from close")
def d():
    try:
        yield from C()
    except KeyError as e:
        print("seen", e)
        raise
it = d()
next(it)
try:
    it.close()
except KeyError as e:
    print("escaped", e)
o = outer()
next(o)
try:
    o.throw(GeneratorExit)
except GeneratorExit:
    print("thrown exit")
