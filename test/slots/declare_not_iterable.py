# What is neither a string nor iterable is no __slots__.
for bad in (3, None, 1.5, object, len, NotImplemented):
    try:
        type("C", (), {"__slots__": bad})
    except TypeError as e:
        print(e)
