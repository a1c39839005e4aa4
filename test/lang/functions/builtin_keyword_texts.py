# Built-in functions name an unexpected keyword and say when they take none (library, built-in functions).
for call in (lambda: print(1, foo=2), lambda: sorted([1], foo=1), lambda: [].sort(foo=1),
             lambda: int(foo=1),
             lambda: int("10", base=2), lambda: round(1.26, ndigits=1), lambda: pow(base=2, exp=3),
             lambda: "a b".split(maxsplit=0), lambda: "x".encode(bad=1),
             lambda: enumerate([], start=2),
             lambda: sum([1], start=5), lambda: [].index(value=1), lambda: bool(x=1),
             lambda: list(x=1),
             lambda: zip(strict=True), lambda: tuple(a=1), lambda: max([1], foo=1),
             lambda: float(x=1),
             lambda: range(stop=3), lambda: open(), lambda: compile(), lambda: type(a=1)):
    try:
        r = call()
        print(type(r).__name__)
    except TypeError as e:
        print(e)
