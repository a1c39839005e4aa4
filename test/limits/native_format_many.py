# A format with many fields.
# ends: stop
# memory: 512M
# time: 0.03

f = "{0} " * 1000000
while True: f.format(1), ("%d " * 1000000) % ((1,) * 1000000)
