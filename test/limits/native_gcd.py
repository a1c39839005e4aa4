# math.gcd and lcm of long numbers.
# ends: stop
# time: 0.03

import math
x = 3 ** 2000000
y = 7 ** 1100000
math.gcd(x, y)
