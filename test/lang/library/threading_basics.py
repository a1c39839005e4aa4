# Threads run functions, join, share data under a lock, and keep thread-local state (library, threading).
# differs: regular expressions (_sre) are not there yet
import threading, queue
results, lock = [], threading.Lock()
def work(n):
    for i in range(100):
        with lock: results.append(n)
ts = [threading.Thread(target=work, args=(n,), name=f"w{n}") for n in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(len(results), sorted(set(results)), [t.is_alive() for t in ts], ts[0].name,
      threading.current_thread().name, threading.main_thread() is threading.current_thread())
loc = threading.local(); loc.x = "main"; seen = []
def use(): seen.append(hasattr(loc, "x")); loc.x = "other"
t = threading.Thread(target=use); t.start(); t.join(); print(seen, loc.x)
q = queue.Queue(); out = []
def consumer():
    while (v := q.get()) is not None: out.append(v * 2)
t = threading.Thread(target=consumer, daemon=True); t.start()
for i in range(3): q.put(i)
q.put(None); t.join(); print(out, q.empty(), t.daemon)
ev = threading.Event(); c = threading.Condition(); state = []
def waiter():
    with c:
        while not state: c.wait(1)
        state.append("seen")
    ev.set()
t = threading.Thread(target=waiter); t.start()
with c: state.append("set"); c.notify()
print(ev.wait(5), state); t.join()
for f in (lambda: t.start(), lambda: lock.release(), lambda: threading.Thread(target=print).join(),
          lambda: threading.Thread(5), lambda: queue.Queue().get_nowait()):
    try:
        f()
    except (RuntimeError, AssertionError, queue.Empty) as e:
        print(type(e).__name__, e)
r = threading.RLock()
with r:
    with r: print("reentrant", lock.locked(), lock.acquire(blocking=False),
                  lock.acquire(timeout=0.01))
errs = []
threading.excepthook = lambda a: errs.append((a.exc_type.__name__, str(a.exc_value)))
t = threading.Thread(target=lambda: 1 / 0); t.start(); t.join(); print(errs)
s = threading.Semaphore(1)
b = threading.Barrier(1)
print(s.acquire(), s.acquire(blocking=False), b.wait(), threading.active_count())
