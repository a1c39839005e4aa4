# join of much.
# ends: stop
# memory: 512M
# time: 0.03

a = ["ab"] * 3000000
while True: "".join(a)
