# math.isqrt of a long number.
# ends: stop
# memory: 512M
# time: 0.03

import math
x = 1 << 50000000
while True: math.isqrt(x)
