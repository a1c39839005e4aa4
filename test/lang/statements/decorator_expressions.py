# Any expression may decorate; evaluation precedes the definition and application follows it (8.7, PEP 614).
log = []
def d(tag):
    log.append("eval " + tag)
    def deco(f):
        log.append("apply " + tag)
        f.tags = getattr(f, "tags", []) + [tag]
        return f
    return deco
class NS:
    deco = staticmethod(d("ns attr"))
    table = [d("t0"), d("t1")]
@NS.deco
@NS.table[1]
@(lambda f: f)
@(d("walrus") if 1 else None)
@(saved := d("named"))
def f(a, b=log.append("default")): pass
print(f.tags, log[-7:])
@callable
def g(): pass
print(g)
@len
@lambda f: f.__name__
def h(): pass
print(h)
@type
class T: pass
print(T)
@staticmethod
def s(): return "static at module level"
print(s())
try:
    @undefined
    def k(): pass
except NameError as e:
    print(e, "k" in globals())
try:
    @5
    def k(): pass
except TypeError as e:
    print(e, "k" in globals())
x = 1
try:
    @(lambda f: 1 / 0)
    def x(): pass
except ZeroDivisionError:
    print(x)
