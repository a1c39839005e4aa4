# ucd_3_2_0 knows the names that Unicode 3.2 had, and no aliases (library, unicodedata).
import unicodedata
from unicodedata import ucd_3_2_0 as old

for name in ["LATIN SMALL LETTER A", "latin small letter a", "LATIN CAPITAL LETTER GHA", "LATIN CAPITAL LETTER OI", "YI SYLLABLE ITERATION MARK",
             "HANGUL SYLLABLE GA", "CJK UNIFIED IDEOGRAPH-4E00", "SNOWMAN", "PILE OF POO", "NULL", "LINE FEED", "nothing"]:
    found = []
    for data in unicodedata, old:
        try:
            found.append(ascii(data.lookup(name)))
        except KeyError as error:
            found.append(error.args[0])
    print(name, *found, sep=" | ")
