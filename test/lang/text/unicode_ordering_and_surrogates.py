# Lone surrogates are ordinary code points until they are encoded (library, str).
s = "a\ud800b\udfff"
print(len(s), ascii(s), ascii(s[1]), s.find("\udfff"), ascii(s[::-1]), ascii(s.upper()),
      s == "a\ud800b\udfff", hash(s) == hash("a\ud800b" + "\udfff"), s.isalpha(), s.isprintable())
print(ascii("\ud83d" + "\ude00"), ("\ud83d" + "\ude00") == "\U0001f600", len("\ud83d\ude00"),
      sorted(["\ud800", "\ue000", "\U00010000", "\uffff"]) == ["\ud800", "\ue000", "\uffff",
      "\U00010000"])
for f in (lambda: s.encode(), lambda: s.encode("utf-16-le"),
          lambda: s.encode("utf-8", "surrogatepass"), lambda: s.encode("utf-8", "replace"),
          lambda: s.encode("utf-8", "ignore"), lambda: s.encode("utf-8", "backslashreplace"),
          lambda: s.encode("utf-8", "surrogateescape"), lambda: "\udc80".encode("utf-8",
          "surrogateescape"), lambda: s.encode("utf-16-le", "surrogatepass"),
          lambda: s.encode("latin-1", "xmlcharrefreplace")):
    try:
        print(f())
    except UnicodeEncodeError as e:
        print(ascii(str(e)))
print(repr("\ud800"), ascii(["\ud800"]), ascii("%s" % "\ud800"), {"\ud800": 1}["\ud800"],
      "\ud800" in "x\ud800", ascii("\ud800x".capitalize()), ascii("\ud800" * 2),
      ascii("-".join("\ud800\ud801")), "\ud800" < "\ud801", ord("\udfff"), ascii(chr(0xDFFF)))
def f():
    print("\ud800")
try:
    f()
except UnicodeEncodeError as e:
    print(e.encoding, e.start, e.end, e.reason)
