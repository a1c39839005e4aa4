# math.prod, fsum and dist of much.
# ends: stop
# time: 0.03

import math, itertools
math.fsum(itertools.repeat(1.5))
