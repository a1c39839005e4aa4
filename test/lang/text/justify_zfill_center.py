# ljust, rjust, center, zfill, expandtabs with widths and fill characters (library, str).
for w in (0, 3, 4, 5, 6, 7, -1):
    print(repr("abc".center(w)), repr("ab".center(w, "*")), repr("abc".ljust(w, ".")),
          repr("abc".rjust(w, ".")), repr("-5".zfill(w)), repr("+5x".zfill(w)), repr("".zfill(w)),
          repr("é".center(w, "日")))
print("-".zfill(3), "--1".zfill(5), " -1".zfill(5), "abc".center(2 ** 3, "\U0001f600"),
      "x".zfill(True), "1".zfill(-5))
for f in (lambda: "a".center(), lambda: "a".center("5"), lambda: "a".center(5, ""),
          lambda: "a".center(5, "ab"), lambda: "a".ljust(5, 5), lambda: "a".ljust(5, b"x"),
          lambda: "a".rjust(5.0), lambda: "a".zfill(None), lambda: "a".zfill("3"),
          lambda: "a".expandtabs("x"), lambda: "a".ljust(5, fillchar="x"),
          lambda: "a".center(5, None), lambda: "a".ljust(2 ** 70)):
    try:
        print(f())
    except (TypeError, OverflowError) as e:
        print(type(e).__name__, e)
print(["a\tb\t\tc".expandtabs(n) for n in (0, 1, 2, 4, 8, -1)], "a\tb".expandtabs(tabsize=3),
      "\ta\n\tb\r\tc".expandtabs(4).encode(), "abcd\te".expandtabs(4), "日本\tx".expandtabs(4))
s = "same"
print(s.center(2) is s, s.ljust(4) is s, s.zfill(1) is s,
      s.expandtabs() == s, s.strip() is s, s.replace("z", "") is s)
