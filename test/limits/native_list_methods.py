# index, count, remove, reverse, copy, == of long lists.
# ends: stop
# memory: 512M
# time: 0.03

a = [0] * 5000000
b = a + [1]
while True: a.count(1), a == b, a < b, 1 in a, a.copy(), a.reverse(), a[::2], b.index(1)
