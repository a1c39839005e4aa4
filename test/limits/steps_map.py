# A step limit counts what maps consume.
# ends: stop
# steps: 50000
# grants: files

import itertools, collections
collections.deque(map(abs, itertools.count()), 0)
