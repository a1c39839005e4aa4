# Arrays of gigabytes.
# ends: done
# grants: files
# prints: caught
# prints: caught
import array
try: array.array('d', [0]) * 10 ** 9
except MemoryError: print('caught')
a = array.array('q', range(10))
try:
    while True: a.extend(a)
except MemoryError:
    del a
    print('caught')
