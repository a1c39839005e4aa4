# positions count characters, whatever their bytes
import re

text = "aé€😀" * 40 + "end"
m = re.search("end", text)
print(m.span(), text[m.start():], m.pos, m.endpos)
print([m.start() for m in re.finditer("😀", text)][:5], re.compile("é").search(text, 5).start())
print(re.compile(".").match(text, 3).group(), re.compile(".*").match(text, 2, 7).group(), re.compile("€").search(text, 3, 6))
m = re.match("(a)(é)(€)(😀)", text)
print(m.regs, m.groups(), m.span(4))
print(re.fullmatch("(?:aé€😀)+end", text).end(), re.sub("[é€]", "", text)[:6], len(re.split("€", text)))
print(re.findall("\ud800|\udfff.", "a\ud800b\udfffc") == ["\ud800", "\udfffc"])
grown = ""
for i in range(200):
    grown += "xé"
print(re.match("(?:xé)*", grown).end(), re.sub("x", "yy", grown).count("y"))
