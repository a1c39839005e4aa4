# escape, purge, the cache, module functions with flags, pickling
import pickle
import re

print(re.escape("a.b*c [d]-é\n"), re.escape(b"a+b\xff"), re.fullmatch(re.escape("x|y(z)"), "x|y(z)").group())
print(re.compile("a") is re.compile("a"), re.compile(re.compile("a")).pattern)
try:
    re.compile(re.compile("a"), re.I)
except ValueError as e:
    print(e)
try:
    re.compile(3)
except TypeError as e:
    print(e)
print(re.match("A", "a", re.I), re.fullmatch("a.", "a\n", re.S), re.search("^b", "a\nb", re.M), re.subn("A", "x", "aA", flags=re.I))
print(pickle.loads(pickle.dumps(re.compile("(a)", re.I))) == re.compile("(a)", re.I))
print(sorted(n for n in dir(re.Match) if n[0] != "_"), sorted(n for n in dir(re.Pattern) if n[0] != "_"))
