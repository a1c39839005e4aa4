# references to groups, by number and name, in either case, and conditions on them
import re

for p, text, flags in [
        (r"(\w)\1", "abccd", 0), (r"(?P<q>['\"]).*?(?P=q)", "say 'x\"y'", 0), (r"(a)?\1b", "b", 0),
        (r"(é+)-\1", "ééé-éé", 0), (r"(\w+) \1", "Abc aBC", re.I), (r"(é)\1", "éÉ", re.I),
        (r"(\w)\1", "ſS", re.I), (r"(k)\1", "k\u212a", re.I), (r"(k)\1", "kK", re.I | re.A),
        (r"(?:(a)|b)\1", "b", 0), (r"(a*)b\1$", "aabaa", 0), (r"(?:(a)|(b)|\1\2)+", "abab", 0)]:
    m = re.search(p, text, flags)
    print(p, m and (m.span(), m.groups()))
for text in ["<a>", "<a", "a>", "a", "<a>>"]:
    m = re.fullmatch(r"(<)?a(?(1)>)", text)
    n = re.match(r"(?P<l><)?(\w)(?(l)>|!?)$", text)
    print(text, bool(m), n and n.groups())
print(re.match(r"(a)?(?(1)b|c)+", "abb"), re.match(r"(a)?(?(1)(b)|(c))", "c").groups())
print(re.match(r"(a)(?(1)\x0f*)", "a\x0f\x0f").end(), re.match("(a)?(?(1)(?:bx\x0f)*)", "abx\x0f").end())
