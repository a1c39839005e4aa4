# Hashes of long numbers.
# ends: stop
# memory: 512M
# time: 0.03

x = 1 << 200000000 | 1
while True: hash(x), x.bit_count(), x == x + 0
