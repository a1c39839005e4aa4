# sub and subn: strings, templates, functions, counts, and what goes wrong
import re

print(re.sub("a", "b", "banana"), re.subn("a", "", "banana"), re.sub("x", "y", "banana"))
print(re.sub("a", "-", "banana", 2), re.sub("a", "-", "banana", count=-1), re.sub("", "-", "ab"))
print(re.sub(r"(\w)(\w)", r"\2\1", "abcde"), re.sub(r"(?P<x>\d)", r"<\g<x>\g<1>\n>", "a1"))
print(re.sub(r"(a)|b", r"[\1]", "ab"), re.sub(r"\d", lambda m: str(int(m[0]) + 1), "a1b9"))
print(re.sub("a", lambda m: None, "banana"), re.sub("x*", "-", "abxd"), re.sub("é", "e", "éèé"))
print(re.sub(b"a", b"-", b"aba"), re.sub(b"a", lambda m: bytearray(b"+"), bytearray(b"aba")))
print(re.subn(r"\b(\w+) \1\b", r"\1", "the the cat sat sat"))
s = "unchanged"
print(re.sub("z", "y", s) == s)
for args in [("a", 3, "a"), ("a", b"x", "a"), (b"a", "x", b"a"), ("a", lambda m: 3, "ba"),
             ("a", r"\1", "a"), ("a", r"\q", "a"), ("(", "", ""), ("a", "x"), ("a", r"\g<b>", "a")]:
    try:
        print(re.sub(*args))
    except Exception as e:
        print(type(e).__name__, e)
