# Broken-down times: tuples, texts, wrong values.
import time


def shown(f, *args):
    try:
        return repr(f(*args))
    except Exception as e:
        return f"{type(e).__name__}: {e}"


print(time.gmtime(0), time.gmtime(0).tm_zone, time.gmtime(0).tm_gmtoff, time.struct_time.n_fields)
for v in (1, "x", 1e20, float("nan"), -1.5, 10**20, 1e17):
    print(v, shown(time.gmtime, v))
for t in ((1,), (2020, 2, 29, 1, 2, 3, 5, 60, 0), "x", (2020, 13, 1, 0, 0, 0, 0, 1, 0), (2020, 1, 40, 0, 0, 0, 0, 1, 0),
          (2020, 1, 1, 25, 0, 0, 0, 1, 0), (2020, 1, 1, 0, 0, 0, -2, 1, 0), (2020, 1, 1, 0, 0, 0, 0, 400, 0)):
    print(t, shown(time.asctime, t), shown(time.strftime, "%Y-%m-%d %H:%M:%S %j %a %b %p %%", t))
print(shown(time.sleep, -1), shown(time.sleep, "x"), shown(time.sleep, 0), time.time() > 1e9, time.monotonic_ns() > 0)
