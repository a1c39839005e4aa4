# itertools.product of much.
# ends: stop
# time: 0.03

import itertools
for x in itertools.product(range(300), repeat=300): pass
