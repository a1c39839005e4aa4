# Indexing and slicing of str by code point with negative, out of range and stepped bounds (3.1, library, sequences).
s = "Pÿ日\U0001f600n"
print(s[0], s[-1], s[3], s[-2], len(s), s[1:3], s[::-1], s[::2], s[-3:], s[:-3], s[100:], s[-100:2],
      s[3:1], s[3:1:-1], s[None:2], s[::-2], s[4::-3], s[:], s[5:5] == "", s[-1:-4:-1],
      s[2 ** 70:] == "", s[:-2 ** 70] == "", s[::2 ** 70], s[::-2 ** 70])
r = "0123456789"
for sl in (slice(2, 8, 3), slice(None, None, -3), slice(8, 2, -2), slice(-3, None), slice(None, -8),
           slice(100, None, -4), slice(-100, 3), slice(3, -100, -1), slice(0, 0), slice(9, 0, -20),
           slice(True, 5), slice(None, 3, None)):
    i = sl.indices(len(r))
    print(sl, i, r[sl], "".join(r[k] for k in range(*i)) == r[sl], list(r)[sl] == list(r[sl]),
          tuple(r)[sl] == tuple(r[sl]), bytes(r, "ascii")[sl] == bytes(r[sl], "ascii"))
for f in (lambda: s[5], lambda: s[-6], lambda: s["a"], lambda: s[1.0], lambda: s[None],
          lambda: s[1, 2], lambda: s[::0], lambda: s["a":], lambda: s[:1.5], lambda: s[::"b"],
          lambda: s[2 ** 70], lambda: ""[0], lambda: s[()], lambda: s[slice], lambda: s[0][0][1]):
    try:
        print(f())
    except (IndexError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
for act in ("s[0] = 'x'", "del s[0]", "s[0:1] = 'x'", "del s[:]"):
    try:
        exec(act)
    except TypeError as e:
        print(act, e)
print([c for c in s], list(reversed(s)), list(enumerate("ab")), "".join(sorted("hello")),
      max("hello"), min(s), "abc" < "abd", "Z" < "a", "" < "a", "é" > "z", "\U0001f600" > "\uffff",
      "a" * 3 == "aaa", s * 2 == s + s)
