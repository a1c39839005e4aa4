# Views of several dimensions and formats.
# ends: stop
# memory: 512M
# time: 0.03

m = memoryview(bytes(16000000)).cast("d")
n = memoryview(bytes(16000000)).cast("q")
while True: m == n, m.cast("B").cast("B", [4000, 4000]) == n, hash(memoryview(bytes(8000000)))
