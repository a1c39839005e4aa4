# findall and finditer with no, one and more groups, and with empty matches
import re

text = "a1 b22  c333"
print(re.findall(r"\w\d+", text), re.findall(r"\w(\d+)", text), re.findall(r"(\w)(\d+)", text))
print(re.findall(r"(\w)(\d)(\d)?", text), re.findall(r"x*", "axb"), re.findall(r"(x)*|b", "axb"))
print(re.findall(r"\b", text), re.findall(r"$", "a\nb\n", re.M), re.findall(r"", "é€"))
it = re.finditer(r"\d|", "a1b")
print(type(it).__name__, [(m.span(), m.group()) for m in it], next(it, "end"))
p = re.compile(r"(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)")
print(p.findall("abcdefghijABCDEFGHIJx"), p.match("0123456789").groups())
print(re.compile("a").findall("aaaa", 1, 3), [m.start() for m in re.compile("a").finditer("aaaa", 2)])
