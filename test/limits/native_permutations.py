# Permutations counted one by one.
# ends: stop
# time: 0.03
# grants: files

import itertools, collections
collections.deque(itertools.permutations(range(100)), 0)
