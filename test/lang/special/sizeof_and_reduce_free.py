# object's own methods: __eq__, __ne__, __lt__, __str__, __init__, __reduce_ex__ presence and results (3.3.1).
o = object()
print(o.__eq__(o), o.__eq__(5), o.__ne__(o), o.__ne__(5), o.__lt__(o), o.__le__(1), o.__gt__(2),
      o.__ge__(3))
print(o.__init__(), o.__str__() == o.__repr__(), o.__hash__() == hash(o), o.__class__.__name__,
      o.__format__("") == str(o))
print(sorted(n for n in dir(object)))
for f in (lambda: o.__format__("x"), lambda: setattr(o, "a", 1), lambda: o.a,
          lambda: o.__setattr__("a"), lambda: o.__eq__(),
          lambda: o.__getattribute__(5), lambda: object.__repr__(), lambda: object.__eq__(),
          lambda: o.__init__(1),
          lambda: o.__delattr__("x"), lambda: object.__setattr__(int, "x", 1),
          lambda: object.__delattr__(type, "x")):
    try:
        print(f())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
print((5).__eq__(5.0), (5.0).__eq__(5), (5).__lt__(6), (5).__lt__("6"), "a".__eq__("a"),
      "a".__lt__(1), [].__eq__(()), [1].__lt__([2]))
print((1).__bool__(), (0).__bool__(), (3).__hash__(), [].__hash__, "ab".__len__(),
      (1, 2).__contains__(1), {1: 2}.__getitem__(1))
