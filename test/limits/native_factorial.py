# math.factorial.
# ends: stop
# memory: 512M
# time: 0.03

import math
math.factorial(10 ** 7)
