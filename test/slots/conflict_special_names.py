# A slot may not bear a name that the namespace already has, such as __module__ or __init__;
# __qualname__ and __classcell__ leave the namespace before the check.
for name in ("__module__", "__init__", "__doc__", "__slots__"):
    try:
        class C:
            "doc"
            __slots__ = (name,)
            def __init__(self):
                pass
        print(name, "accepted")
    except ValueError as e:
        print(e)
class D:
    __slots__ = ("__qualname__", "__name__")
d = D()
d.__qualname__ = "mine"
print(d.__qualname__, D.__qualname__, D.__name__)
