# long texts and many turns: no recursion, no quadratic surprise
import re

n = 200000
print(re.match(r"(?:ab)*", "ab" * n).end(), re.match(r"(?:a|b)*", "ab" * n).end(), re.match(r"(?:a|b)*?c", "ab" * n + "c").end())
print(re.match(r"(a|b)*c", "ab" * n), re.match(r"(?:(a)(b))+$", "ab" * n).span(2), re.fullmatch(r"(?>ab)*+", "ab" * n).end())
print(re.match(r".*x", "a" * n), re.match(r".*?b", "a" * n + "b").end(), len(re.findall("é", "aé" * n)), len(re.sub("a", "bb", "a" * n)))
print(re.match(r"(?:(?:x|y)*z)*", ("xy" * 10 + "z") * 5000).end(), re.search(r"(?:" * 50 + "a" + ")*" * 50, "aaa").end())
print(len(re.split(r"(,)", "a," * n)), re.search("(?:%s)" % "|".join("k%d" % i for i in range(2000)), "k1999z").group())
