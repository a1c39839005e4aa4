# sets: few and many members, ranges past one byte, past the BMP, negated
import re

text = "".join(map(chr, [9, 10, 32, 45, 48, 65, 93, 94, 97, 122, 127, 128, 160, 233, 255, 256, 0x3b1, 0x3c9, 0x4e2d,
                         0xfffd, 0xffff, 0x10000, 0x1f600, 0x10ffff]))
for p in ["[a]", "[^a]", "[]a]", "[^]a]", "[a-]", "[\\^-]", "[a-z0-9A-Z_ -]", "[acegikmoqsuwyéÿĀα]", "[^α-ω]", "[α-ω]",
          "[\u0100-\U0001ffff]", "[^\U0001f600]", "[\\x00-\\xff]", "[\\u0100-\\uffff]", "[\\U00010000-\\U0010ffff]",
          "[αβγ中\U0001f600a]", "[^\\d\\sα]", "[a-cx-zé-ÿα-ω中]", "[\\w]", "[^\\s\\S]", "[\\s\\S]"]:
    r = re.compile(p)
    print(p if p.isascii() else ascii(p), [hex(ord(c)) for c in text if r.match(c)], len(r.findall(text)),
          [m.span() for m in re.finditer(p + "+", text)])
