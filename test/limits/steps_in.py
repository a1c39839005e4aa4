# A step limit ends a search.
# ends: stop
# steps: 50000

import itertools
1 in itertools.repeat(0)
