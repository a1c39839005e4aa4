# any of what repeats.
# ends: stop
# time: 0.03

import itertools
any(itertools.repeat(0))
