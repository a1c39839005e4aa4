# zip, map and enumerate of what never ends.
# ends: stop
# time: 0.03
# grants: files

import itertools, collections
collections.deque(zip(itertools.count(), map(abs, itertools.count())), 0)
