# Unpacking what never ends under a step limit.
# ends: stop
# time: 0.03

import itertools
a, b = itertools.repeat(0) if 0 else (0, 1)
for x in zip(itertools.count(), itertools.repeat(0)): pass
