# repr and ascii of long strings.
# ends: stop
# memory: 512M
# time: 0.03

s = "\n'ß" * 5000000
while True: repr(s), ascii(s)
