# upper and lower case: ASCII, Unicode's oddities, sets and ranges
import re

pairs = ["aA", "ß\u1e9e", "sſ", "k\u212a", "åÅ", "å\u212b", "σς", "iİ", "ıI", "μµ", "\ufb05\ufb06", "ǆǅ", "Ωω",
         "éÉ", "\U00010400\U00010428", "θϑ", "a1"]
for a, b in pairs:
    print(ascii(a + b), [bool(re.fullmatch(p, b, f)) for f in (re.I, re.I | re.A)
                         for p in (a, f"[{a}]", f"[^{a}]", f"[{a}x]+", f"({a})", f"{a}+", f"[{a}-{a}]*")])
print(re.findall("[a-z]+", "abcXYZ ſ\u212a", re.I), re.findall("[a-z]+", "abcXYZ ſ\u212a", re.I | re.A))
print(re.findall("[\U00010400-\U00010410]", "\U00010428\U00010400z", re.I))
print(re.findall("[^x]", "xXy", re.I), re.findall(r"(?i:a)b", "Ab AB"), re.findall(r"(?i)a(?-i:b)", "Ab AB"))
print(re.search(b"\xe9", b"\xc9", re.I), re.search(b"[a-c]+", b"ABCD", re.I).span())
print(re.split("x", "aXbxc", flags=re.I), re.sub("STRASSE", "x", "straße strasse", flags=re.I))
