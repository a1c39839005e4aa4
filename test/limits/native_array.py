# Arrays: extend, count, compare, from what repeats.
# ends: stop
# memory: 512M
# grants: files
# time: 0.03

import array
a = array.array("i", [1]) * 5000000
while True: a.count(2), a == a[:], a.tolist(), a.byteswap(), a.reverse(), a < a[::-1], a[::3]
