# strip family, replace with count, removeprefix, translate, maketrans (library, str).
s = "xxhixx"
print(s.strip("x"), s.lstrip("x"), s.rstrip("x"), s.strip("hx"), s.strip("xhi") == "",
      "  a\t\n".strip() + "|", "\u3000a\x85\xa0".strip(), "a".strip(""), s.strip(None),
      "日a日".strip("日"), "abc".strip("cab") == "", "mississippi".rstrip("ip"), " \x1c a".lstrip())
print("aaa".replace("a", "b"), "aaa".replace("a", "b", 2), "aaa".replace("a", "", 1),
      "abc".replace("", "-"), "abc".replace("", "-", 2), "".replace("", "x"), "".replace("a", "x"),
      "aXbX".replace("X", "YY"), "aaa".replace("aa", "b"), "a".replace("a", "a" * 3, -1),
      "abc".replace("b", "日本"), "日本".replace("日", "a"), "abc".replace("z", "y"),
      "aaaa".replace("a", "bb", 3))
print("TestCase".removeprefix("Test"), "TestCase".removesuffix("Case"), "abc".removeprefix("x"),
      "abc".removesuffix(""), "abcabc".removeprefix("abc"), "a".removeprefix("abc"),
      "abc".removesuffix("abc") == "")
t = str.maketrans({"a": "1", "b": None, 99: "日", "d": 0x1F600})
print("abcde".translate(t), "abc".translate(str.maketrans("ab", "xy")),
      "abcz".translate(str.maketrans("ab", "xy", "z")), "abc".translate({97: "long text", 98: ""}),
      "aé".translate({233: 101}), str.maketrans("a", "b", "c") == {97: 98, 99: None},
      str.maketrans({1: "x"}))
class T:
    def __getitem__(self, k):
        if k == 98: raise LookupError
        return k + 1
print("abc".translate(T()), "xyz".translate([]) , "\0\1".translate("AB"))
for f in (lambda: str.maketrans("a", "bc"), lambda: str.maketrans({"ab": 1}),
          lambda: str.maketrans("a"), lambda: str.maketrans(5, 5), lambda: str.maketrans("a", 5),
          lambda: str.maketrans({1.5: 1}), lambda: "a".translate({97: 1.5}),
          lambda: "a".translate({97: -1}), lambda: "a".translate({97: 0x110000}),
          lambda: "a".translate(5), lambda: "a".replace(1, "b"), lambda: "a".replace("a"),
          lambda: "a".replace("a", None), lambda: "a".replace("a", "b", "c"), lambda: "a".strip(5),
          lambda: "a".strip(b"a"), lambda: "a".removeprefix(5), lambda: "a".strip("a", "b"),
          lambda: "a".replace("a", "b", count=1), lambda: "a".removesuffix(("a",))):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
