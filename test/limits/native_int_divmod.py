# Quotients of long numbers.
# ends: stop
# memory: 512M
# time: 0.03

x = 1 << 40000000 | 12345
y = 1 << 19999999 | 321
while True: divmod(x, y)
