# dict.fromkeys of what repeats.
# ends: stop
# time: 0.03

import itertools
dict.fromkeys(itertools.repeat(0))
