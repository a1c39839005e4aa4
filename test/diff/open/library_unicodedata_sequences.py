# unicodedata.lookup() knows the names of sequences of characters (library, unicodedata).
# differs: the table of named sequences is not there yet
import unicodedata

for name in "LATIN SMALL LETTER R WITH TILDE", "TAMIL SYLLABLE SAI", "KEYCAP DIGIT ONE", "SNOWMAN":
    try:
        print(name, ascii(unicodedata.lookup(name)))
    except KeyError as error:
        print(error)
