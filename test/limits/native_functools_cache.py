# Caches without bound, of equal keys.
# ends: stop
# grants: files
# time: 0.03

import functools
@functools.lru_cache(maxsize=1000)
def f(*a): return a
i = 0
while True:
    i += 1
    f(*range(i % 500), i)
