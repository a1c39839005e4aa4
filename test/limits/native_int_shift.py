# Shifts and sums of long numbers.
# ends: stop
# memory: 512M
# time: 0.03

x = 1 << 100000000
while True:
    y = x >> 1 ^ x + 1
