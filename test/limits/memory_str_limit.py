# A string larger than the limit.
# ends: done
# prints: caught
try: 'a' * 2 ** 30
except MemoryError: print('caught')
