# Substitutions that grow beyond all bounds.
# ends: done
# grants: files
# prints: caught
# prints: caught
import re
s = 'a' * 100000
try: re.sub('a', lambda m: s, s)
except MemoryError: print('caught')
try: re.sub('a', s, s)
except MemoryError: print('caught')
