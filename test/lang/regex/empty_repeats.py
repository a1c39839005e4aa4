# repeats of what can be empty end, and leave groups as they should
import re

for p in [r"(?:a?)*", r"(a?)*", r"(a*)*b", r"(a*)+", r"(?:a*?)*b", r"(|a)*", r"(|a)+?b", r"(?:(a)|b*)*",
          r"(?:(a)|(b))*", r"(?:(a)|b)*?c", r"((a)|b)*", r"(?:\b|a)*", r"(?:(?=(a))a)*", r"(a??)*c",
          r"(?:()|a){3}", r"(a{0,2}){0,2}b", r"((?:a|(b))*)*c", r"(?:a|(?:b|)*)*c"]:
    found = []
    for text in ["", "a", "b", "ab", "aab", "abab", "aac", "bac"]:
        m = re.search(p, text)
        found.append(m and (m.span(), m.groups()))
    print(p, found)
