# A list of ten billion.
# ends: done
# prints: caught
try: [0] * 10 ** 10
except MemoryError: print('caught')
