# update and difference_update of what repeats.
# ends: stop
# time: 0.03

import itertools
s = {1}
s.difference_update(itertools.repeat(0))
