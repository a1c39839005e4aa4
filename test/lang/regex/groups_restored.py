# a way that failed leaves no trace in the groups
import re

cases = [(r"(a)|ab", "ab"), (r"(?:(a)|ab)c", "abc"), (r"((a)b|ac)", "ac"), (r"(?:(a)(b)?)*", "aba"),
         (r"(ab?)*b", "abb"), (r"(?:(a)|(ab))(?:(c)|(bcd))(d*)", "abcd"), (r"(a+|b)*", "ab"),
         (r"(?:(ab)|(a))(b)?$", "ab"), (r"(([ab])|c)+", "acb"), (r"(?:(x)?(y)?)+z", "xyxz"),
         (r"(?=(a+))a*b\1", "baaabac"), (r"(?!(a)b)a(c)?", "ac"), (r"(?:(?:ab?(a)?)|b)*c", "aabac"),
         (r"(a(b)?)+?c", "abac"), (r"(?:(\w)(\d)?)+\d", "a1b2c3"), (r"(?>(a)|b)+(c)?", "abc")]
for p, text in cases:
    m = re.search(p, text)
    print(p, m and (m.regs, m.lastindex))
