# Searches in bytes.
# ends: stop
# memory: 512M
# time: 0.03

s = b"a" * 30000000
p = b"a" * 1000 + b"b" + b"a" * 1000
while True: s.find(p), s.rfind(p), s.count(b"aa"), p in s
