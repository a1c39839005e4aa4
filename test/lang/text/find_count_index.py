# find, index, count, startswith, endswith and in with bounds and negative indexes (library, str).
s = "abracadabra"
print(s.find("abra"), s.rfind("abra"), s.find("abra", 1), s.find("abra", 1, 10),
      s.rfind("abra", 0, 10), s.find("z"), s.find(""), s.find("", 5), s.find("", 11),
      s.find("", 12), s.rfind(""), s.rfind("", 0, 3), s.find("a", -3), s.find("a", -100, 100),
      s.find("b", None, -3))
print(s.count("a"), s.count("abra"), s.count("a", 1, -1), s.count(""), s.count("", 5),
      s.count("", 12), "aaaa".count("aa"), "".count(""), s.count("z"), "日本日".count("日"),
      "abab".find("bab"), "a\0b\0".count("\0"), ("x" * 1000 + "y").find("xy"),
      ("ab" * 500).rfind("ba"))
print(s.startswith("abra"), s.startswith(("x", "ab")), s.startswith(""), s.startswith("", 11),
      s.startswith("", 12), s.startswith("bra", 1), s.startswith("bra", 1, 3), s.startswith(()),
      s.endswith("bra"), s.endswith("bra", -3), s.endswith(("a", "b")), s.endswith("", 20),
      s.endswith("cad", 0, -4), s.endswith(s), s.endswith("x" + s))
print("abra" in s, "" in s, "" in "", "z" in s, s in s, "a" not in s, "日" in "日本", "é" in "e\u0301")
for f in (lambda: s.index("z"), lambda: s.rindex("z"), lambda: s.find(5), lambda: s.find(b"a"),
          lambda: s.count(None), lambda: s.startswith(5), lambda: s.startswith(("a", 5)),
          lambda: s.startswith(["a"]), lambda: s.find("a", "b"), lambda: s.find("a", 1.5),
          lambda: 5 in s, lambda: s.index("a", 100), lambda: s.startswith(("x", b"a")),
          lambda: s.find(), lambda: s.find("a", 1, 2, 3), lambda: None in "None",
          lambda: s.endswith(("z", None))):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
class I:
    def __index__(self): return 4
print(s.find("a", I()), s.index("a", I(), 2 ** 70), s.rindex("a", -2 ** 70),
      s.count("a", I(), None))
