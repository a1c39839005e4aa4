# A MemoryError that nobody catches.
# ends: MemoryError

a = [0]
while True: a += a
