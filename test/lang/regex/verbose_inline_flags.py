# VERBOSE, inline and scoped flags, and what flags a pattern ends up with
import re

number = re.compile(r"""
    (?P<sign> [-+] )?      # a sign
    (?P<int> \d+ )         # digits
    (?: \. (?P<frac> \d* ) )?  [ ]? \#?
""", re.X)
for text in ["-12.5", "7", "+3. #", "x"]:
    m = number.match(text)
    print(text, m and (m.groupdict(), m.end()))
print(re.compile(r"(?imsx) a . # c").flags, re.compile(r"(?a)x").flags, re.compile(b"x").flags, re.compile("x", re.U).flags)
print(re.findall(r"(?m:^a)|^b", "b\na\nb"), re.findall(r"(?s:.)x", "\nx"), re.findall(r"(?a:\w)\w", "éa aé"))
print(re.compile(r"(?x: a b )c d").pattern, re.match(r"(?x: a b )c d", "abc d").end(), re.RegexFlag(10), re.I | re.S)
