# bool and NoneType cannot be derived from, with slots or without.
for base in (bool, type(None), type(...), range, slice, type(lambda: 0)):
    try:
        type("C", (base,), {"__slots__": ()})
    except TypeError as e:
        print(e)
