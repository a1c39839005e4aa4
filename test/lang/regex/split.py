# split: with groups, empty matches, a limit
import re

print(re.split(r"[,;]", "a,b;c"), re.split(r"([,;])", "a,b;c"), re.split(r"(,)|(;)", "a,b;c"))
print(re.split(r"x*", "axbc"), re.split(r"(x*)", "axbc"), re.split(r"\b", "hi you"))
print(re.split(r",", "a,b,c,d", 2), re.split(r",", "a,b", maxsplit=-1), re.split(",", ""))
print(re.split(r"(?=[A-Z])", "oneTwoThree"), re.split(r"\s+", " é  ü "), re.split(b"-", b"a-b"))
print(re.split(rb"(-)", bytearray(b"a-b")), re.split(rb"-", memoryview(b"a-b-c"), 1))
