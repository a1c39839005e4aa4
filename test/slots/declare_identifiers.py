# Each item must be an identifier.
for bad in ("", "1a", "a b", "a-b", "a.b", "x\n", " x", "x ", "\0", "a\0b", "é!"):
    try:
        type("C", (), {"__slots__": [bad]})
        print("accepted", ascii(bad))
    except TypeError as e:
        print(ascii(bad), e)
for good in ("é", "_", "__", "a1", "class", "None", "µ", "变量"):
    C = type("C", (), {"__slots__": [good]})
    c = C()
    setattr(c, good, good)
    print(ascii(getattr(c, good)))
