# compress of zeros.
# ends: stop
# time: 0.03

import itertools
next(itertools.compress(itertools.count(), itertools.repeat(0)))
