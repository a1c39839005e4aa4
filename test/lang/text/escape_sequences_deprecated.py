# Unknown escapes keep their backslash (2.4.1); octal escapes take up to three digits.
print(len("\a\b\f\n\r\t\v\0"), [hex(ord(c)) for c in "\a\b\f\n\r\t\v\0\1\12\123\1234"],
      ["\x41\x7f\xff", "\u0041\uffff".encode(), "\U00000041\U0010ffff".encode()])
for src in (r"'\d'", r"'\ '", r"'\8'", r"'\9'", r"'\q\w'", r"b'\d'", r"b'\u0041'", r"'\-'", r"'\é'",
            r"'\('", r"r'\d'", r"f'\d{1}'", r"'\\d'", r"'\777'", r"b'\777'", r"'\400'", r"'\377'"):
    v = eval(src)
    print(src, ascii(v), len(v))
print("\N{LATIN CAPITAL LETTER A}\N{EURO SIGN}\N{SNOWMAN}\N{GRINNING FACE}\N{latin small letter a with diaeresis}".encode(), len("\N{DIGIT ONE}\N{SPACE}"), "\N{NO-BREAK SPACE}" == "\xa0", "\N{NULL}" == "\0", "\N{LINE FEED}" == "\n", "\N{ZERO WIDTH JOINER}" == "\u200d", ascii("\N{HANGUL SYLLABLE HAN}\N{CJK UNIFIED IDEOGRAPH-4E00}"))
print('a\
b', "c\
d", '''e\
f''', b'g\
h', r'i\
j', "\
" == "", 'tab	literal', "mixed'quotes" 'and "these"', '\'\"', "\'\"", r'\'', r"\"", '\\', r'\\', len(r'\n'), len('\n'))
print("\x00\x01" "\x02" == "\0\1\2", "\0" "0" == "\x000",
      "\u00e9" == "é" == "\xe9" == "\N{LATIN SMALL LETTER E WITH ACUTE}" == "\351",
      "\ud83d\ude00" == "😀", b"\xf0\x9f\x98\x80".decode() == "😀")
