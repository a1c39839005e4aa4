# Snapshots: who made how much, grouped, filtered, compared, stored.
import gc
import os
import tempfile
import tracemalloc

HERE = tracemalloc.Filter(True, __file__)


def make(n):
    return [bytearray(5000) for _ in range(n)]  # line 11


def more(n):
    return [bytearray(9000) for _ in range(n)]  # line 15


tracemalloc.start(3)
first = make(20)
before = tracemalloc.take_snapshot().filter_traces([HERE])
second = more(30)
del first
after = tracemalloc.take_snapshot().filter_traces([HERE])
top = before.statistics("lineno")[0]
print(top.traceback[0].lineno, 100_000 <= top.size < 210_000, 20 <= top.count <= 60)
top = after.statistics("lineno")[0]
print(top.traceback[0].lineno, 270_000 <= top.size < 400_000)
for difference in after.compare_to(before, "lineno")[:2]:
    print(difference.traceback[0].lineno, difference.size_diff > 0, difference.count_diff > 0)
print(len(after.statistics("filename")), after.traceback_limit)
print([f.lineno for f in after.statistics("traceback")[0].traceback])
print({trace.domain for trace in after.traces})
none = after.filter_traces([tracemalloc.DomainFilter(True, 7)])
print(len(none.traces), none.statistics("lineno"))
print(len(after.filter_traces([tracemalloc.Filter(False, __file__, 15, True)]).statistics("lineno")) > 0)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "snapshot")
    after.dump(path)
    again = tracemalloc.Snapshot.load(path)
    print(again.traces == after.traces, again.traceback_limit)
print(tracemalloc.get_tracemalloc_memory() > 0)
tracemalloc.stop()
