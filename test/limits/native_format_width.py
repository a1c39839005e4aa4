# Widths of formats.
# ends: stop
# memory: 512M
# time: 0.03

while True:
    f"{1:50000000}", "%50000000d" % 1, format(1.5, "30000000.20f"), "{:>20000000}".format("x")
