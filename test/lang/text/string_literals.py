# Escapes in plain, raw, bytes and triple-quoted literals (2.4.1).
print(ascii("\a\b\f\n\r\t\v\\\'\"\0\7\07\007\1234\x41\u00e9\U0001f600\N{LATIN SMALL LETTER E WITH ACUTE}\N{DEGREE SIGN}"), "\
joined", 'it''s', "a" 'b' """c""" '''d''', r"\n\x\u0041\'", R'\"', u"\u0041", U"x")
print(b"\a\n\0\7\x41\\\"\'", rb"\x41", Rb"\n", bR"\t", BR"\q", b"a" b"b", b"\377", "\377",
      "\x7f\x80", "\0" "1", "\01", "\08", "\0009", len("\u0000"),
      "\N{bullet}\N{greek small letter alpha}", "\N{CJK UNIFIED IDEOGRAPH-65E5}",
      "\N{HANGUL SYLLABLE GA}")
print("""a"b""c\"""d""", '''it's ''\'''', """
first newline kept\
 joined""", "tab\tin", r"""raw
multi\
line""", "" "", """""", ''"", "\"", '\'', "'", '"')
for src in ("'\\x4'", "'\\xg0'", "'\\u12'", "'\\U0011'", "'\\U00110000'", "'\\N{NOPE}'", "'\\N'",
            "'\\N{'", "'\\N{}'", "b'é'", "b'\\x4'", "'abc", "\"abc", "'''abc", "'a\nb'", "r'\\'",
            "'\\'", "ub'a'", "bu'a'", "rr'a'", "'a' b'b'", "b'a' 'b'", "br'é'", "'\\u{41}'",
            "b'\\u0041'", "b'\\N{DEGREE SIGN}'", "r'a\\'b'", "'\\\r\n'", "u'\\ud800'", "''''",
            "'''''", "'a''", "ur'a'", "f'a' 'b' b'c'", "\"\"\"a\"\"", "'\t'", "'\\000'"):
    try:
        print(repr(src), "=", ascii(eval(src)))
    except SyntaxError as e:
        print(repr(src), "->", e.msg)
