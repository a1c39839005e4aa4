# repr of containers uses repr of members; quotes are chosen to avoid escapes (3.3.1, library).
print([1, "a", 1.0, None, (1,), {}, set(), {1}, {"k": [()]}, b"x", frozenset(), frozenset([1]),
      range(2), slice(1), ..., True])
print(["it's", 'say "hi"', 'both \' and "', "\n\t\\\r\0\x7f\x80\xa0\xad",
      "é\u200b\ud800\U0001f600\U000e0001", "\x1b[0m"])
print([b"it's", b'q"', b"'\"", b"\n\x00\xff\\", bytearray(b"a'"), bytearray()])
print((), (1,), (1, 2), [[]], {"a": {}}, {1: {2: {3: []}}}, [(), [], {}], {(): ()}, [None], ([],),
      {None: None})
print(str(["é"]), ascii(["é", "\U0001f600"]), ascii("é'"), repr("é"), ascii(b"\xe9"),
      ascii({"ü": 1}))
print([1.0, 1e16, 1e15, 0.1, 1e-5, 1e-4, -0.0, 1e22, 123456789.123, float("inf"), float("nan")],
      [1j, 1 + 0j, -1j])
class A:
    def __repr__(self): return "A\n'"
print([A()], (A(),), f"{[A()]}", "%s" % [A()])
print([10 ** 30, -5, True, int], [print, len, str.upper, [].append] == 0, [type, object, Exception],
      [ValueError("x"), KeyError("k")])
print({1, 2, 3} == {3, 2, 1}, repr({1}), repr({1: 1}.keys()), repr({1: 1}.values()),
      repr({1: 1}.items()), repr({}.keys()), repr(range(1, 10, 2)), repr(slice(None, 5)),
      repr(slice(1, 2, 3)))
print(repr(memoryview(b"")).split(" at")[0], repr(iter([])).split(" at")[0],
      repr(enumerate([])).split(" at")[0], repr(zip()).split(" at")[0],
      repr(reversed([])).split(" at")[0], repr(map(int, [])).split(" at")[0],
      repr({}.items().__iter__()).split(" at")[0])
