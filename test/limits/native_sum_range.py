# The sum of a range.
# ends: stop
# time: 0.03

sum(range(10 ** 15))
