#!/usr/bin/python3.11
# SPDX-License-Identifier: MIT
"""Writes src/base/uninames_data.c or src/base/normalize_data.c from what Python 3.11 says (Unicode 14.0).

    /usr/bin/python3.11 tools/gen_names.py names >src/base/uninames_data.c
    /usr/bin/python3.11 tools/gen_names.py normalize >src/base/normalize_data.c

Python tells the aliases of a character only to who knows them: candidates come from Perl's copy of the
Unicode names, and count when Python agrees. The formats are told in uninames.c and normalize.c.
"""
import collections
import glob
import re
import sys
import unicodedata

HEX = 1         # phrase token: the code point in hexadecimal
SHORT = 128     # tokens below are one byte
RUN_MAX = 64
HANGUL = range(0xAC00, 0xAC00 + 11172)


def bytes_table(declaration, data, per_line=32):
    print(f"{declaration} = {{")
    for i in range(0, len(data), per_line):
        print("    " + ",".join(map(str, data[i:i + per_line])) + ",")
    print("};\n")


def algorithmic(cp, name):
    return cp in HANGUL or name == f"CJK UNIFIED IDEOGRAPH-{cp:04X}"


def tokens(cp, name):
    found = re.findall(r"-?[^ -]+(?:- [^ -]+)*-?", name)
    return [HEX if t == f"{cp:04X}" else t for t in found]


def alias_candidates():
    found = []
    for path in glob.glob("/usr/share/perl/5.*/unicore/Name.pl"):
        with open(path) as f:
            for m in re.finditer(r"^([0-9A-F]{4,6})\n([^\n]+)$", f.read(), re.M):
                found.append((int(m[1], 16), m[2]))
    return sorted(set(found))


def aliases(names):
    for cp, name in alias_candidates():
        if names.get(cp) == name:
            continue
        try:
            if unicodedata.lookup(name) == chr(cp):
                yield cp, name
        except KeyError:
            pass


def names_data():
    names = {cp: unicodedata.name(chr(cp)) for cp in range(0x110000) if unicodedata.name(chr(cp), None)}
    more = list(aliases(names))
    names = {cp: n for cp, n in names.items() if not algorithmic(cp, n)}
    rows = sorted(names.items()) + more
    for cp, name in rows:
        text = ""
        for t in tokens(cp, name):
            text += f"{cp:04X}" if t == HEX else t
            text += "" if text.endswith("-") else " "
        assert text.rstrip(" ") == name, (name, text)
    count = collections.Counter(t for row in rows for t in tokens(*row) if t != HEX)
    common = [w for w, _ in count.most_common(SHORT - 2)]
    rest = sorted(set(count) - set(common))
    ids = {w: i + 2 for i, w in enumerate(common + rest)}
    ids[HEX] = HEX
    words = common + rest
    phrases, runs, last = bytearray(), [], None

    def put(cp, name):
        for t in tokens(cp, name):
            i = ids[t]
            phrases.extend([i] if i < SHORT else [SHORT | i >> 8, i & 255])
        phrases.append(0)

    for cp, name in sorted(names.items()):
        if last is None or cp != last + 1 or cp - runs[-1][0] >= RUN_MAX:
            runs.append((cp, len(phrases)))
        last = cp
        put(cp, name)
    runs.append((0x110000, len(phrases)))
    first_alias = len(phrases)
    for cp, name in more:
        put(cp, name)
    assert len(words) < (1 << 15) - 2
    print('/* SPDX-License-Identifier: MIT\n * Made by tools/gen_names.py: names of characters, Unicode 14.0. See uninames.c. */\n'
          '#include "base/uninames.h"\n')
    print(f"const uint16_t kr__names_words = {len(words)};")
    print(f"const uint32_t kr__names_alias_at = {first_alias};")
    print(f"const uint16_t kr__names_runs = {len(runs) - 1}, kr__names_aliases = {len(more)};\n")
    print("const char kr__names_lexicon[] =")
    text = "".join(words)
    for i in range(0, len(text), 96):
        print(f'    "{text[i:i + 96]}"')
    print("    ;\n")
    lengths = [len(w) for w in words]
    bytes_table("const uint8_t kr__names_length[]", lengths)
    bytes_table("const uint32_t kr__names_run[][2]", ["{%d, %d}" % r for r in runs], 8)
    bytes_table("const uint32_t kr__names_alias[]", [cp for cp, _ in more], 16)
    bytes_table("const uint8_t kr__names_phrase[]", list(phrases))


TAGS = ["", "<font>", "<noBreak>", "<initial>", "<medial>", "<final>", "<isolated>", "<circle>", "<super>",
        "<sub>", "<vertical>", "<wide>", "<narrow>", "<small>", "<square>", "<fraction>", "<compat>"]


def normalize_data():
    index, data, pairs, classes = [], [], [], []
    for cp in range(0x110000):
        c = chr(cp)
        cc = unicodedata.combining(c)
        if cc:
            if classes and classes[-1][2] == cc and classes[-1][0] + classes[-1][1] == cp:
                classes[-1][1] += 1
            else:
                classes.append([cp, 1, cc])
        d = unicodedata.decomposition(c)
        if not d:
            continue
        parts = d.split()
        tag = TAGS.index(parts.pop(0)) if parts[0][0] == "<" else 0
        cps = [int(p, 16) for p in parts]
        index.append((cp, tag, len(cps), len(data)))
        data.extend(cps)
        if tag == 0 and len(cps) == 2 and unicodedata.normalize("NFC", c) == c:
            pairs.append((cps[0], cps[1], cp))
    assert len(data) < 1 << 16 and max(i[2] for i in index) < 32
    print('/* SPDX-License-Identifier: MIT\n * Made by tools/gen_names.py: decompositions, compositions and combining classes, Unicode 14.0.\n'
          ' * See normalize.c. */\n#include "base/normalize.h"\n')
    print(f"const uint16_t kr__decomp_count = {len(index)}, kr__comp_count = {len(pairs)}, kr__ccc_count = {len(classes)};\n")
    bytes_table("const KrDecomp kr__decomp[]", ["{%d, %d, %d}" % (cp, tag << 5 | n, at) for cp, tag, n, at in index], 8)
    bytes_table("const uint32_t kr__decomp_data[]", data, 16)
    bytes_table("const uint32_t kr__comp[][3]", ["{%d, %d, %d}" % p for p in sorted(pairs)], 6)
    bytes_table("const KrCombining kr__ccc[]", ["{%d, %d, %d}" % tuple(c) for c in classes], 8)


if __name__ == "__main__":
    assert unicodedata.unidata_version == "14.0.0" and sys.version_info[:2] == (3, 11)
    {"names": names_data, "normalize": normalize_data}[sys.argv[1]]()
