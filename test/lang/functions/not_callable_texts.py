# Calling an object without __call__ names its type (6.3.4).
class Plain: pass

class HasCall:
    def __call__(self, *a, **k):
        return a, k

for obj in (1, "s", None, [], {}, Plain(), ..., 1.5, b"", (1,), range(3), NotImplemented):
    try:
        obj()
    except TypeError as e:
        print(e)
print(HasCall()(1, x=2))
p = Plain()
p.__call__ = lambda: "instance attribute is not used"
try:
    p()
except TypeError as e:
    print(e)
Plain.__call__ = lambda self: "class attribute is"
print(p(), callable(p), callable(Plain), callable(1))
