# match, fullmatch and search: where they look, and what a match object says of it
import re

p = re.compile(r"(\d+)-(?P<word>[a-z]+)?")
for text in ["12-ab", "x12-ab", "12-", "12-abX", "", "-"]:
    for find in (p.match, p.fullmatch, p.search):
        m = find(text)
        print(find.__name__, repr(text), m and (m.span(), m.groups(), m.lastindex, m.lastgroup))
print(p.search("a 1-b 22-c", 3).span(), p.search("a 1-b 22-c", 3, 6).span())
print(p.match("a 1-b", 2), p.match("1-b", -5, 99), p.fullmatch("1-bcd", 0, 3))
m = re.compile("b").search("abcb", 2, 100)
print(m.pos, m.endpos, m.string, m.re, m.regs)
print(re.compile("^b").search("ab", 1), re.compile("b$").search("abc", 0, 2))
