# Regular expressions that nest.
# ends: done
# grants: files
# prints: caught
# prints: caught
# prints: caught
# prints: caught
import re
for p in '(' * 5000 + ')' * 5000, '(?:a' * 3000 + ')' * 3000, '(a*' * 1500 + ')' * 1500, '(?=' * 3000 + ')' * 3000:
    try: re.compile(p).match('a' * 100000)
    except (RecursionError, re.error, OverflowError, MemoryError): print('caught')
