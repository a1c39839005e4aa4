# math.comb and perm.
# ends: stop
# memory: 512M
# time: 0.03

import math
math.comb(10 ** 7, 5 * 10 ** 6)
