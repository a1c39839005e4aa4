# translate of a long string.
# ends: stop
# memory: 512M
# time: 0.03

s = "aß" * 5000000
t = {97: "x", 223: None}
while True: s.translate(t)
