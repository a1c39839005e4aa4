# A loop over an iterator that never ends.
# ends: stop
# time: 0.1

import itertools
for x in itertools.cycle([1]): pass
