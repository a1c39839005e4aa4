# Built-ins that want an int, str or index say what they got (built-in functions).
for call in (lambda: chr("a"), lambda: ord("ab"), lambda: ord(5), lambda: range("3"),
             lambda: [1].__getitem__(1.0),
             lambda: "a" * 2.0, lambda: [0] * "x", lambda: hex("1"), lambda: bin(1.5),
             lambda: abs("x"),
             lambda: sum(["a"]), lambda: sum([], "s"), lambda: " ".join([1]), lambda: len(5),
             lambda: iter(3), lambda: next([]), lambda: reversed(5), lambda: hash([]),
             lambda: round("1"),
             lambda: isinstance(1, 2), lambda: issubclass(1, int), lambda: getattr(1, 2),
             lambda: divmod("a", 1), lambda: enumerate(3), lambda: zip(1), lambda: ord(b"ab"),
             lambda: chr(-1), lambda: chr(0x110000), lambda: open(1.5), lambda: setattr(1, 2, 3)):
    try:
        print(call())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
