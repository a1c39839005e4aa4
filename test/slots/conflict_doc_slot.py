# A class without docstring may have a __doc__ slot.
try:
    class C:
        __slots__ = ("__doc__", "__hash__x")
    c = C()
    c.__doc__ = "of the instance"
    print(c.__doc__, C.__doc__)
except ValueError as e:
    print(e)
