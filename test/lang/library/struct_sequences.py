# Items without a name, fields past the items, what the constructors take.
import os, time
s = os.stat("/")
print(type(s.st_atime), type(s[7]), s.n_fields, s.n_sequence_fields, s.n_unnamed_fields)
print(type(s).__match_args__, len(s))
print(list(s.__reduce__()[1][1]))
r = os.stat_result(range(10))
print(r, r.st_atime, r.st_mtime_ns, r[7])
r = os.stat_result(range(12))
print(r.st_atime, r.st_ctime, r.st_blocks)
class Seq:
    def __getitem__(self, i):
        if i > 8:
            raise IndexError
        return i * 2
    def __len__(self): return 9
t = time.struct_time(Seq())
print(t, t.tm_zone, t.tm_gmtoff)
class Bad(Seq):
    def __getitem__(self, i): raise KeyError(i)
for args in ((None,), ("123",), ("123456789", 1), (Bad(),), ("123456789", {"tm_zone": "Z"})):
    try:
        print(time.struct_time(*args).tm_zone)
    except (TypeError, KeyError) as e:
        print(type(e).__name__, e)
