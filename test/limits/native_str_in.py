# `in` and index of long strings.
# ends: stop
# memory: 512M
# time: 0.03

s = "ab" * 15000000
while True: "aa" in s, s.rfind("bb")
