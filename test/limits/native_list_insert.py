# Insertions at the front of a long list.
# ends: stop
# memory: 512M
# time: 0.03

a = [0] * 2000000
while True: a.insert(0, 1), a.pop(0)
