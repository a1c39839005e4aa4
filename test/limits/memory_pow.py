# A tower of powers.
# ends: done
# prints: caught
try: 10 ** 10 ** 10
except MemoryError: print('caught')
