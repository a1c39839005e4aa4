# MemoryError while MemoryError is handled.
# ends: done
# prints: caught
a = []
try:
    while True: a.append([0] * 1000)
except MemoryError:
    try:
        while True: a.append([0] * 1000)
    except MemoryError:
        a.clear()
        print('caught')
