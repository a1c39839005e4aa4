# A string that doubles.
# ends: done
# prints: caught
s = 'x'
try:
    while True: s += s
except MemoryError:
    print('caught')
