# Text in the encodings of East Asia (library, codecs).
# differs: the codecs for Chinese, Japanese and Korean encodings (big5, gbk, shift_jis, euc_kr, iso2022_jp and theirs) are not there yet
for name in "gbk", "cp932", "cp949", "big5", "shift_jis", "euc_kr", "utf-16":
    try:
        print(name, "年".encode(name))
    except LookupError as error:
        print(error)
