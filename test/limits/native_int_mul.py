# Products of long numbers.
# ends: stop
# memory: 512M
# time: 0.03

x = 3 ** (6 * 10 ** 6)
while True: y = x * x
