# The __weakref__ attribute cannot be written.
class C:
    __slots__ = ("__weakref__",)
c = C()
try:
    c.__weakref__ = None
except AttributeError as e:
    print(e)
try:
    del c.__weakref__
except AttributeError as e:
    print(e)
print(c.__weakref__, type(C.__dict__["__weakref__"]).__name__, C.__weakref__.__name__)
