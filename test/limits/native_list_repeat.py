# Repeated lists.
# ends: stop
# memory: 512M
# time: 0.03

a = [0] * 1000
while True: b = a * 5000
