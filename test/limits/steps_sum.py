# A step limit ends native loops as well.
# ends: stop
# steps: 10000

sum(range(10 ** 15))
