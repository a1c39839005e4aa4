# Samples over the whole code space agree with the reference's Unicode version (library, str).
import sys
def digest(pred, step=1):
    h = 0
    for i in range(0, 0x30000, step):
        if pred(chr(i)): h = (h * 31 + i) % 1000000007
    return h
print(digest(str.isalpha, 7), digest(str.isdigit, 3), digest(str.isdecimal, 3),
      digest(str.isnumeric, 3), digest(str.isupper, 5), digest(str.islower, 5),
      digest(str.isspace, 5), digest(str.isprintable, 11), digest(str.isidentifier, 13))
def mapped(f, step=3):
    h = 0
    for i in range(0, 0x12000, step):
        for c in f(chr(i)): h = (h * 31 + ord(c)) % 1000000007
    return h
print(mapped(str.upper), mapped(str.lower), mapped(str.title), mapped(str.casefold),
      mapped(str.swapcase), mapped(str.capitalize))
print([c.upper() for c in "ßŉǰΐΰևẖẗẘẙẚﬀﬁﬂﬃﬄﬅﬆ"], [c.lower() for c in "İẞΣΩÅK"], "ΣΑΣ".lower(),
      "ΑΣ Σ ΣΑ".lower(), "ΑΣ.".lower(), "ΑΣ\u0301".lower(), "ΑΣΑ".lower(), "ﬁﬂ".title(),
      "ǆaǆ".title(), "o'neil mc'd".title(), "ŉa".capitalize())
print([hex(i) for i in (0x10FFFF, 0xE000, 0x1F600, 0x4E00) if chr(i).isprintable()],
      chr(0x378).isalpha(), chr(0x1E030).isalpha(), chr(0x1FAE8).isprintable(),
      chr(0x1F6DC).isprintable(), chr(0x31350).isalpha(), chr(0x10EFD).isprintable(),
      chr(0x1DF2B).isalpha(), chr(0x1DF1E).isalpha(), chr(0xA7D0).isupper())
