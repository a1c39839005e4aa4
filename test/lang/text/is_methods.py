# Character class predicates over a range of categories; empty strings are False except isascii and isprintable (library, str).
samples = ["", "a", "A", "1", "a1", "a b", " ", "\t\n", "_", "é", "日", "²", "½", "٣", "Ⅷ", "一",
           "\u00a0", "\u200b", "\ud800", "\U0001f600", "a\u0301", "\x00", "\x7f", "\u2028", "ª",
           "·", "€", "x_1", "1x", "class", "None", "ﬁ", "\u3000", "a\n", "𝟘", "᧐"]
names = ["isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isspace", "isidentifier",
         "isprintable", "isascii", "isupper", "islower", "istitle"]
for s in samples:
    print(ascii(s).ljust(14), *["1" if getattr(s, n)() else "0" for n in names])
print([hex(i) for i in range(0x3100) if chr(i).isspace()])
print(sum(chr(i).isalpha() for i in range(0x500)), sum(chr(i).isupper() for i in range(0x500)),
      sum(chr(i).isnumeric() for i in range(0x2500)),
      sum(chr(i).isprintable() for i in range(0x1000)),
      sum(chr(i).isidentifier() for i in range(0x800)))
