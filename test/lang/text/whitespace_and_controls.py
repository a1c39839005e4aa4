# Blanks for split, strip and isspace are Unicode; line breaks for splitlines differ from file lines (library, str).
ws = [chr(i) for i in range(0x110000) if chr(i).isspace()]
print([hex(ord(c)) for c in ws], all(("a" + c + "b").split() == ["a", "b"] for c in ws),
      all((c + "x" + c).strip() == "x" for c in ws))
lb = [c for c in map(chr, range(0x3100)) if len(("a" + c + "b").splitlines()) == 2]
print([hex(ord(c)) for c in lb])
bws = [i for i in range(256) if bytes([i]).isspace()]
print(bws, [i for i in range(256) if len((b"a" + bytes([i]) + b"b").split()) == 2],
      [i for i in range(256) if len((b"a" + bytes([i]) + b"b").splitlines()) == 2])
print("a\u200bb".split(), "a\u2060b".split(), "\ufeffa".strip() == "\ufeffa", "a\x85b".split(),
      "a\xa0b".split(), b"a\x85b".split(), b"a\xa0b".strip(), "\x1c\x1d\x1e\x1f".isspace(),
      b"\x1c".isspace(), int("\u2003 12\u3000"), float("\xa01.5\x85"), int("\u20285"),
      "a\x00b".split(), "\0 a".strip() == "\0 a")
print("".isspace(), " \t\n".isspace(), " a".isspace(), "x\x0cy".split(), "x\x0by".splitlines(),
      b"x\x0by".splitlines(), "x\r\n\ny\n".splitlines(), "x\n\r".splitlines(True),
      "\n\n".splitlines(), "a\u2028".splitlines(True))
