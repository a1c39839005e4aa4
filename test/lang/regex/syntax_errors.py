# what is no pattern
import re

for p in ["(", ")", "a**", "[", "[b-a]", "(?P<n>a)(?P<n>b)", "(?P<1>a)", "(?P=x)", "\\1", "(?z)", "*a", "a{2,1}", "(?<a", "\\", "(?(1)a|b|c)",
          "(?(2)a)", "x{99999999999}", "a(?i)b", "(?L)a", "(?au)a", "(?P<é>a)", "[\\d-z]", "\\p", "(?P<a", "(?#", "(a", "a++b+++", "(?i-i:a)",
          "\\x1", "\\ud80", "(?<=(a)\\1)b", b"(?u)a"]:
    try:
        print(repr(p), re.compile(p).groups)
    except Exception as e:
        print(repr(p), type(e).__name__, e, getattr(e, "pos", None), getattr(e, "lineno", None), getattr(e, "colno", None))
