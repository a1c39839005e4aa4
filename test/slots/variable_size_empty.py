# Empty __slots__ under a variable-length type means no dictionary; __dict__ alone is allowed,
# __weakref__ is not.
for base, value in ((int, 5), (bytes, b"b"), (tuple, (1, 2))):
    C = type("C", (base,), {"__slots__": ()})
    c = C(value)
    print(c, c == value, hasattr(c, "__dict__"))
    try:
        c.x = 1
    except AttributeError as e:
        print(e)
    try:
        D = type("D", (base,), {"__slots__": ("__dict__",)})
        d = D(value)
        d.x = 1
        print(d.__dict__, d == value)
    except TypeError as e:
        print(e)
    try:
        type("E", (base,), {"__slots__": ("__weakref__",)})
    except TypeError as e:
        print(e)
