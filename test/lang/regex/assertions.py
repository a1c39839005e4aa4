# look ahead, look behind, in texts of one and more bytes a character
import re

for text in ["foobar", "föobär", "barfoo", "a€b"]:
    for p in [r"(?<=foo)bar", r"(?<!foo)bar", r"foo(?=bar)", r"foo(?!bar)", r"(?<=ö)o", r"(?<!f.)o", r"(?<=^.)\w",
              r"(?=(\w)(\w))\2?", r"(?<=(\w)€)b", r"(?!.*o)\w", r"(?<=a.)b", r"(?<![a-z€])\w+"]:
        m = re.search(p, text)
        print(p, text, m and (m.span(), m.groups()))
print(re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", "1234567"), re.findall(r"(?<!-)\b\d+", "1 -2 3"))
print(re.search(r"(?<=abc)x", "bcx"), re.search(r"(?<!abc)x", "x"), re.compile(r"(?<=a)b").match("ab", 1))
for p in [r"(?<=a*)b", r"(?<=a|bc)d", r"(?<!a{1,2})"]:
    try:
        re.compile(p)
    except re.error as e:
        print(p, e)
