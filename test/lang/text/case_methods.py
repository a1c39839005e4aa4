# Case methods follow full Unicode mappings (library, str).
words = ["hello World", "ÀÉÎ õü", "ß straße", "ǅ ǆ Ǆ", "ﬁ ﬂ", "ΑΣ ΣΑΣ ΟΔΟΣ", "İstanbul ı",
         "they're bill's 3rd", "x1y2z", "", "123", "ᾳ ᾼ", "ǰ ŉ", "ß", "\u0149a", "a\u0345b", "Ⅷ ⅷ",
         "ⓐ Ⓐ"]
for w in words:
    print(ascii([w.upper(), w.lower(), w.title(), w.capitalize(), w.swapcase(), w.casefold()]))
print([(c, c.isupper(), c.islower(), c.istitle()) for c in ("A", "a", "ǅ", "1", "", "Ab", "A1", "1",
      "É", "ª", "A b", "A B", "a B", "Ⅷ", "ⓐ", "A Bc", "ABc", "ß", "ŉ")])
print("ß".upper().lower() == "ß", "İ".lower() == "i̇", len("ŉ".upper()), len("ΐ".upper()),
      "ς".upper() == "Σ", "ς".casefold() == "σ".casefold(), "K".lower() == "k", "Å".lower() == "å",
      "ﬃ".upper(), "ﬃ".title(), "ﬃ".capitalize())
