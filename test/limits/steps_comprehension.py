# A step limit counts comprehensions.
# ends: stop
# steps: 50000

[0 for i in range(10 ** 12)]
