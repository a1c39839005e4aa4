# A program larger than the limit.
# ends: done
# prints: caught
try: compile('x = [1, 2, 3]\n' * 5000000, '', 'exec')
except MemoryError: print('caught')
