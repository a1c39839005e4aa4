# Alignment counts code points, not columns or bytes (library, format spec).
words = ["a", "é", "e\u0301", "日本", "\U0001f600", "ﬁ", "ß", "\u200d", ""]
for w in words:
    print(f"{w:*^6}", f"{w:>4}|", "%4s|" % w, w.ljust(4, ".") + "|", w.center(5, "-"), w.zfill(4),
          len(w), len(w.encode()), ascii(w))
print("日本語"[1], "日本語"[::-1], "é" == "e\u0301", "\U0001f600x"[0] == "\U0001f600",
      "a\u0301bc"[1:].encode(), len("\U0001f468\u200d\U0001f469"))
print("ß".upper(), "ǆ".title(), "ﬁ".upper(), "İ".lower().encode(), "ΑΣ".lower(), "Σ".lower(),
      "ŉ".upper(), "ß".casefold(), "ẞ".lower(), "ſ".upper(), "µ".upper(), "ÿ".upper())
print("éa".center(7, "日"), "x".rjust(3, "é"), "{:é>4}".format("x"), "%5s" % "é", "%-5s|" % "日",
      "%.1s" % "日本", f"{'日本語':.2}", f"{'日本語':5.1}|")
