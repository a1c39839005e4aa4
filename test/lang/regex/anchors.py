# ^ $ \A \Z \b \B with and without MULTILINE, at the ends and within pos and endpos
import re

text = "ab\ncd\n\nef\n"
for p in [r"^", r"$", r"\A", r"\Z", r"^\w", r"\w$", r"^$", r"\b", r"\B", r"\A\w|\w\Z", r"(?:^|,)\w"]:
    print(p, [m.start() for m in re.finditer(p, text)], [m.start() for m in re.finditer(p, text, re.M)])
    r = re.compile(p, re.M)
    print(p, [m.start() for m in r.finditer(text, 3)], [m.start() for m in r.finditer(text, 1, 6)])
print(re.findall(r"\b", ""), re.findall(r"\B", ""), re.findall(r"\b\w+\b", "é日 x"), re.findall(r"\b\w", "éa", re.A))
print(re.search(r"a$", "a\n").span(), re.search(r"a\Z", "a\n"), re.match(r"$", "\n"), re.search(rb"\bé".decode("utf-8"), "xé"))
