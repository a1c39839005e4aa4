# Pattern.scanner and re.Scanner
import re

s = re.compile(r"\d|").scanner("1a2", 0, 3)
print(s.pattern, [(m.span() if m else None) for m in (s.search() for _ in range(7))])
s = re.compile(r"\w").scanner("ab-c")
print([m and m.group() for m in (s.match() for _ in range(5))], type(s).__name__)
s = re.compile("a*").scanner("aab")
print(s.match(), s.match(), s.search(), s.search(), s.match())
lexer = re.Scanner([(r"[a-z]\w*", lambda sc, t: ("name", t)), (r"\d+", lambda sc, t: int(t)),
                    (r"[-+*/=]", lambda sc, t: t), (r"\s+", None)])
print(lexer.scan("sum = 3*foo + 312.50+bar"))
