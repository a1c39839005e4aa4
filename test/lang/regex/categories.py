# \d \s \w and their contraries over ASCII, Latin, other scripts, and bytes
import re

chars = "a Z_09\t\n\r\f\v\x1c\x1f\x85\xa0é²½٣५\u2028\u3000\ufeff\u0300中\U0001d7d9\U0001f600"
for c in r"dDsSwW":
    print(c, [ascii(x) for x in re.findall("\\" + c, chars)])
    print(c, [ascii(x) for x in re.findall("\\" + c, chars, re.A)])
    print(c, [ascii(x) for x in re.findall("[^\\" + c + "x]", chars)])
    print(c, re.findall(b"\\" + c.encode(), bytes(range(0, 256, 5)) + b"_"))
print(re.findall(r"[\d\s]+", "1 2\u00a0٣x"), re.findall(r"[^\W\d]+", "ab1é_2"))
print(re.findall(r".", "a\n\r\u2028b"), len(re.findall(r"(?s).", "a\n\r\u2028b")))
