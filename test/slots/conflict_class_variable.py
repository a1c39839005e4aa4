# "As a result, class attributes cannot be used to set default values for instance variables
# defined by __slots__; otherwise, the class attribute would overwrite the descriptor assignment."
for body in ({"x": 1}, {"x": None}, {"x": property(lambda s: 1)}, {"x": lambda s: 1}):
    try:
        type("C", (), {"__slots__": ("w", "x"), **body})
    except ValueError as e:
        print(type(e).__name__, e)
try:
    class C:
        __slots__ = ("a",)
        def a(self):
            pass
except ValueError as e:
    print(e)
