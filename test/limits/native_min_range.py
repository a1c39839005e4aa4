# min of a range.
# ends: stop
# time: 0.03

min(range(10 ** 15))
