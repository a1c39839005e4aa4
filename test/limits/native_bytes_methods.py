# Methods of long bytes.
# ends: stop
# memory: 512M
# time: 0.03

s = bytearray(b"ab ") * 5000000
t = bytes(range(256))
while True: s.translate(t), s.upper(), s.title(), s.hex(), s.replace(b"a", b"b"), s.isalpha(), s.split(b" ", 5), s.swapcase()
