# unicodedata: every property of every character, normal forms, errors, the database of 3.2.0.
import unicodedata as u
import _sha256 as hashlib

def t(f, *a):
    try: print(f.__name__, ascii(a), ascii(f(*a)))
    except Exception as e: print(f.__name__, ascii(a), type(e).__name__, ascii(str(e)))

for db in (u, u.ucd_3_2_0):
    print(db.unidata_version)
    for name in ("category", "bidirectional", "combining", "mirrored", "east_asian_width", "decomposition"):
        f = getattr(db, name)
        h = hashlib.sha256()
        for start in range(0, 0x110000, 0x1000):
            h.update(repr([f(chr(c)) for c in range(start, start + 0x1000, 7)]).encode())
        print(name, h.hexdigest())
    for name in ("decimal", "digit", "numeric", "name"):
        f = getattr(db, name)
        h = hashlib.sha256()
        for start in range(0, 0x110000, 0x1000):
            h.update(repr([f(chr(c), None) for c in range(start, start + 0x1000, 13)]).encode())
        print(name, h.hexdigest())
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        h = hashlib.sha256()
        for c in range(0, 0x30000, 11):
            if not 0xD800 <= c < 0xE000:
                h.update(db.normalize(form, "a" + chr(c) + "\u0301\u0323").encode())
        print(form, h.hexdigest(), db.is_normalized(form, "e\u0301"), db.is_normalized(form, "\xe9"), ascii(db.normalize(form, "\uf951\u212b\ufb01\uac00")))
    t(db.lookup, "LATIN SMALL LETTER A"); t(db.lookup, "greek small letter alpha"); t(db.lookup, "no such"); t(db.lookup, 3); t(db.lookup, "HANGUL SYLLABLE GAG"); t(db.lookup, "CJK UNIFIED IDEOGRAPH-4E00")
    t(db.name, "\0"); t(db.name, "\0", 5); t(db.name, "ab"); t(db.name, 3); t(db.name); t(db.category, "ab"); t(db.category); t(db.decimal, "x"); t(db.decimal, "x", 7); t(db.digit, "x"); t(db.numeric, "x"); t(db.numeric, "\xbd"); t(db.normalize, "X", "\xe9"); t(db.normalize, 3, "a"); t(db.normalize, "NFC", 3); t(db.normalize, "X", ""); t(db.is_normalized, "X", "\xe9"); t(db.is_normalized, "NFC"); t(db.name, "\U0001F600"); t(db.decomposition, "\xbd"); t(db.decomposition, "\u1e9b")
try: u.UCD()
except TypeError as e: print(e)
print(type(u.ucd_3_2_0), u.UCD.__module__)
