# split of a long string.
# ends: stop
# memory: 512M
# time: 0.03

s = "a " * 1000000
while True: s.split(), s.split(" "), s.rsplit("x"), s.splitlines(), s.partition("z")
