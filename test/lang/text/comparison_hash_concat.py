# str comparison is by code point; equal strings hash equally in every storage width (3.1).
a = "abc\U0001f600"[:3]
b = "abcé"[:3]
c = "".join(["a", "b", "c"])
print(a == b == c == "abc", hash(a) == hash(b) == hash("abc"), {a: 1}[c], a is not None,
      len({a, b, c, "abc"}))
print("a" < "b", "a" < "aa", "B" < "a", "é" < "z", "é" < "日" < "\U0001f600",
      "\uffff" < "\U00010000", "" < "\0", "a\0" > "a", "abc" <= "abc", "abc" >= "abd", "a" != "A")
d = {"k" + str(i): i for i in range(50)}
print(all(d["k" + str(i)] == i for i in range(50)), "k" + "7" in d, d.get("k50"))
for op in ("'a' < 1", "'a' + 1", "1 + 'a'", "'a' < b'a'", "'a' + b'a'", "'a' * 1.5", "'a' * 'b'",
           "'a' - 'a'", "'a' == b'a'", "'a' == 1", "'a' != None", "'a' > None", "-'a'", "'a' @ 'b'",
           "'a' / 2", "'a' and 'b'", "['a'] < ['b']", "'a' in 5", "'a' + None", "None + 'a'",
           "'a' * -1", "'ab' * True"):
    try:
        print(op, "=", repr(eval(op)))
    except TypeError as e:
        print(op, "->", e)
s = "x"
for w in ("é", "日", "\U0001f600", "y"):
    s = s + w
    print(ascii(s), len(s), s.encode()[-1], s[0] + s[-1] == "x" + w, s.startswith("x"), s.index(w))
t = "a" * 10 + "日"
print(t[:10] == "a" * 10, hash(t[:10]) == hash("a" * 10), t[:5] + t[5:] == t,
      ("日" + "a")[1:] == "a", ("\U0001f600é")[1:].isascii(), "é"[:0] == "",
      sorted(["b", "é", "a", "Z", "日", "\U0001f600", ""]))
