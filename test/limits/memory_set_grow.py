# A set that grows for ever.
# ends: done
# prints: caught
import itertools
try: set(itertools.count())
except MemoryError: print('caught')
