# The peak is what was held at once; garbage is not in the current size.
import tracemalloc

MB = 1 << 20
tracemalloc.start()
kept = b'x' * MB
current, peak = tracemalloc.get_traced_memory()
print(MB <= current < MB + 20000, current <= peak < MB * 9 // 8 + 100000)
kept = None
current, peak = tracemalloc.get_traced_memory()
print(current < 20000, peak >= MB)
tracemalloc.reset_peak()
print(tracemalloc.get_traced_memory()[1] < 20000)
for i in range(50):
    kept = None
    kept = b'x' * (MB // 2)
current, peak = tracemalloc.get_traced_memory()
print(MB // 2 <= current < MB // 2 + 20000, peak < 3 * MB)
table = {i: str(i) for i in range(20000)}
grown = tracemalloc.get_traced_memory()[0] - current
print(grown > 20000 * 24)
table.clear()
table = None
print(tracemalloc.get_traced_memory()[0] < current + 20000)
tracemalloc.stop()
