# A power of a million digits.
# ends: stop
# memory: 512M
# time: 0.03

x = 7 ** (10 ** 8)
