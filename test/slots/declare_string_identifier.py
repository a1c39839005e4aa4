# A lone string is checked as one name.
for bad in ("a b", "a,b", "", "9"):
    try:
        type("C", (), {"__slots__": bad})
        print("accepted", repr(bad))
    except TypeError as e:
        print(repr(bad), e)
