# Codecs of other kinds.
# ends: stop
# memory: 512M
# time: 0.03
# grants: files

s = "aü€" * 1000000
while True: s.encode("utf-7").decode("utf-7"), s.encode("utf-32").decode("utf-32"), s.encode("utf-8").decode("latin-1"), s.encode("raw_unicode_escape")
