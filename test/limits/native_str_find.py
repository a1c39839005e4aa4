# A search that never matches.
# ends: stop
# memory: 512M
# time: 0.03

s = "a" * 30000000
p = "a" * 1000 + "b" + "a" * 1000
while True: s.find(p), s.rfind(p), s.count(p)
