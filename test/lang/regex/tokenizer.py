# a tokenizer with named groups, as the documentation of re has one
import re

KINDS = [("NUMBER", r"\d+(?:\.\d*)?"), ("ASSIGN", r":="), ("END", r";"), ("ID", r"[A-Za-zé_]\w*"), ("OP", r"[+\-*/]"),
         ("NEWLINE", r"\n"), ("SKIP", r"[ \t]+"), ("STRING", r'"(?:[^"\\]|\\.)*"'), ("MISMATCH", r".")]
token = re.compile("|".join("(?P<%s>%s)" % pair for pair in KINDS))
code = 'total := total + price * 1.5;\n  né := "a \\" b" ? 2;\n'
line, start = 1, 0
for m in token.finditer(code):
    kind = m.lastgroup
    if kind == "NEWLINE":
        line, start = line + 1, m.end()
    elif kind != "SKIP":
        print(kind, m.group(), line, m.start() - start, m.lastindex)
