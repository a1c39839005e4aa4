# A tuple of a billion.
# ends: done
# prints: caught
try: (0,) * 10 ** 9
except MemoryError: print('caught')
