# filter that finds nothing.
# ends: stop
# time: 0.03

import itertools
next(filter(None, itertools.repeat(0)))
