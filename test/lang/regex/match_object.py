# everything a match object offers, with the errors
import copy
import re

m = re.match(r"(?P<first>\w)(?P<second>\d)?(x)?", "a1")
print(m, m.group(), m.group(0), m.group(1, "second", 3), m["first"], m[2])
print(m.groups(), m.groups("-"), m.groupdict(), m.groupdict(0))
print(m.start(), m.end("second"), m.span(3), m.regs, m.lastindex, m.lastgroup)
print(m.expand(r"<\2\g<first>\g<0>>"), bool(m), copy.copy(m) is m, copy.deepcopy(m) is m)
for bad in [4, -1, "third", None, [], 10**30, 1.5]:
    for f in (m.group, m.start, m.__getitem__):
        try:
            print(f(bad))
        except Exception as e:
            print(type(e).__name__, e)
print(m.group(True))
for f in (lambda: m.start(1, 2), lambda: re.Match(), lambda: m.groups(1, 2)):
    try:
        f()
    except TypeError as e:
        print(e)
print(repr(re.match("é" * 70, "é" * 70)))
