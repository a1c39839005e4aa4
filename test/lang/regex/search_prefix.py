# searching with a literal prefix, a set or nothing to go by
import re

text = "aaab aab ab b aaaab äaab aaabaaab" * 3
for p in ["aaab", "aab", "aa+b", "(aa)b", "(a)(a)b", "ä?aab", "äa", "(?:aab|aaab)", "[ä ]a+", "a", "b$", "aabaa", "(?i:A)ab",
          "abaaaz", "(?:aa)+b", "x*b", ".b", "(?:)b", "(?=a)aab"]:
    spans = [m.span() for m in re.finditer(p, text)]
    print(p, len(spans), spans[:5], spans[-1:])
print(re.search(b"\xff\xfe", b"\x00\xff\xff\xfe").start(), re.search("\udc80x", "a\udc80x").start())
print(re.search("中文", "en中国中文").start(), re.search("文", "中"), re.search("é", "abc"))
