# re: groups, alternation, lazy and possessive repetition, lookaround, flags and named groups (library, re).
import re
m = re.match(r"(\w+)\s(?P<second>\w+)(x)?", "hello world!")
print(m, m.group(), m.groups(), m.groups("-"), m.groupdict(), m.span(), m.span("second"), m[1],
      m["second"], m.start(3), m.end(), m.lastindex, m.lastgroup, m.expand(r"\2-\g<1>"),
      m.re.pattern, m.pos)
print(re.findall(r"\d+", "a1b22c333"), re.findall(r"(\w)(\d)", "a1b2"), re.findall(r"(a)|b", "ab"),
      re.split(r"[,;]\s*", "a, b;c,d"), re.split(r"(-)", "a-b-c", maxsplit=1),
      re.split(r"x*", "axbc"), re.sub(r"(\w)(\d)", r"\2\1", "a1b2"),
      re.sub("a", lambda m: m.group().upper(), "banana", count=2), re.subn("x*", "-", "abxd"))
print(re.fullmatch("a|ab", "ab"), re.search("a.c", "xa\nc"), re.search("a.c", "xa\nc", re.S),
      re.findall("^a", "a\na", re.M), re.search("ABC", "xabc", re.I).span(),
      re.search(r"a b # c", "ab", re.X), re.findall(r"(?i:A)b", "aB ab Ab"),
      re.match(r"(?<!x)a(?=b)(?!bc)", "abd"), re.search(r"(?<=-)\w+", "spam-egg").group(),
      re.match(r"(a+)+b", "aaab").group(1))
print(re.match("a+?", "aaa").group(), re.match("a{2,3}?", "aaaa").group(),
      re.match("a{2}", "aaa").group(), re.match("a++b", "aaab"), re.match("a++a", "aaa"),
      re.match("(?>a+)b", "aab"), re.findall(r"\b\w", "the quick fox"),
      re.findall(r"(.)\1", "aabbcd"), re.match(r"(?P<q>['\"]).*?(?P=q)", "'a' b'").group(),
      re.match(r"(a)?b(?(1)c|d)", "abc"), re.match(r"(a)?b(?(1)c|d)", "bd").group())
print(re.escape("a.b*c é"), re.compile("a").sub("b", "aaa", 1), re.findall("", "ab"),
      re.findall(r"[^\W\d]+", "é1 a_b"), re.findall(r"\w", "é1", re.A),
      re.findall(rb"\w+", b"ab \xe9"), re.findall(r"[a-c\]\-x]+", "ab]-xz"),
      re.match(r"\x41\u00e9\101\t", "Aé" + "A\t") is not None,
      [m.start() for m in re.finditer("(?=aa)", "aaaa")], re.compile("(?P<n>x)(y)").groupindex,
      re.compile("a", re.I | re.M).flags, re.compile("a") == re.compile("a"))
for pat in ("(", ")", "[", "a**", "*a", "a{3,2}", "(?P<n>a)(?P<n>b)", "(?P<1>a)", "(?P=x)", r"\1",
            "(?<=a+)b", "[z-a]", "(?z)a", r"\g", "a(?i)b", "(?P<n", "(?", r"[\d-z]", "x{1",
            r"\N{nope}", "(?(2)a)"):
    try:
        print(pat, re.compile(pat).groups)
    except re.error as e:
        print(pat, "->", e, e.pos)
for f in (lambda: m.group(9), lambda: m["zz"], lambda: re.match("a", b"a"),
          lambda: re.match(b"a", "a"), lambda: re.sub("a", r"\9", "a"), lambda: re.match(5, "a"),
          lambda: re.compile(re.compile("a"), re.I), lambda: re.sub("a", 5, "a")):
    try:
        print(f())
    except (IndexError, TypeError, re.error, ValueError) as e:
        print(type(e).__name__, e)
