# bool is an int subclass with its own repr, logic operators and constructor (library, bool).
print(True, False, bool(), bool(0), bool("0"), bool([]), bool([0]), bool(None), bool(0.0),
      bool(1e-300), bool(""), bool(" "), bool(0j), bool(range(0)), bool(range(1)), bool({}),
      bool(b""), bool(set()), bool(object()), bool(len), bool(int))
print(True + True, True * 5, True / 2, True // 2, -True, ~True, abs(True), True ** 2, True % 2,
      True << 2, 1 - True, int(True), float(True), str(True), repr(False), complex(True), hex(True),
      bin(False), "%d" % True, f"{True:d}")
print(True & False, True | False, True ^ True, type(True & True).__name__, type(True & 1).__name__,
      type(1 | True).__name__, type(True ^ False).__name__, type(True + 0).__name__,
      type(~True).__name__, type(not 1).__name__, type(True and 5).__name__)
print(True == 1, True == 1.0, True != 0, True < 2, True > False,
      sorted([True, 0, False, 2]), max(True, 1), [1, 2, 3][True], "ab"[False], {1: "a"}[True],
      {True: "x", 1: "y", 1.0: "z"}, hash(True), {True, 1, 1.0, 1 + 0j})
print(isinstance(True, int), issubclass(bool, int), type(True).__mro__, bool.__bases__,
      True.bit_length(), True.real, type(True.real).__name__, (True).to_bytes(1, "big"),
      True.numerator, type(+True).__name__, type(int(True)).__name__, True.__and__(1),
      True.__and__("a"), bool.from_bytes(b"\x01", "big"))
for f in (lambda: bool(1, 2), lambda: bool(x=1), lambda: bool.__new__(int),
          lambda: type("B", (bool,), {}), lambda: True & "a", lambda: True & 1.0,
          lambda: bool.__new__(bool, 1, 2)):
    try:
        print(f())
    except TypeError as e:
        print(e)
print(sum([True, True, False]), all([]), any([]), [True] * 2, True in [1], [True].index(1),
      [0, False, 1].count(0), (True,) == (1,), str([True, None]), not True == False,
      (not True) == False)
