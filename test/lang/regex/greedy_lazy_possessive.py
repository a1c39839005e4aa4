# the three kinds of repeat, of one character and of more
import re

for q in ["*", "+", "?", "{2}", "{1,2}", "{2,}", "{,2}"]:
    for kind in ["", "?", "+"]:
        for body in ["a", "(?:ab)", "(a|b)"]:
            p = body + q + kind + "a?"
            found = []
            for text in ["", "a", "aa", "aaa", "ab", "abab", "ababa"]:
                m = re.match(p, text)
                found.append(m and (m.end(), m.groups()))
            print(p, found)
print(re.match(r"a*+a", "aaa"), re.match(r"(?:a|ab)++c", "abc"), re.match(r"(?>a|ab)c", "abc"))
print(re.match(r"(?:x?)*+y", "xxy"), re.match(r"(?:|x)++", "xx"), re.match(r'"(?>[^"\\]|\\.)*"', r'"a\"b"x'))
