# Locks, re-entrant locks, conditions, events, semaphores and barriers.
import threading, time, _thread
def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except BaseException as e:
        print(type(e).__name__, e)
l = threading.Lock()
t(l.acquire, False, 1); t(l.acquire, True, -2); t(l.acquire, True, 'x'); t(l.acquire, True, 1e30)
t(l.acquire, True, float('nan')); t(l.release); t(l.acquire); t(l.acquire, False); t(l.locked)
t0 = time.monotonic()
t(l.acquire, True, .03)
print(time.monotonic() - t0 >= .03)
t(l.release); t(l.locked)
t(_thread.LockType)
t(_thread.start_new_thread, 1, 2); t(_thread.start_new_thread, print, 2); t(_thread.start_new_thread, print, (), 2)
t(_thread.stack_size, 1); t(_thread.stack_size, -1); t(_thread.stack_size, 100000); t(_thread.stack_size, 0)
r = threading.RLock()
print(r.acquire(), r.acquire(), r._is_owned(), repr(r)[:30], 'count=2' in repr(r))
def other():
    print(r.acquire(False), r._is_owned())
    t(r.release)
x = threading.Thread(target=other); x.start(); x.join()
s = r._release_save()
print(s[0], s[1] == threading.get_ident(), r._is_owned())
r._acquire_restore(s); r.release(); r.release(); t(r.release)
t(r._acquire_restore, 1); t(r._acquire_restore, (1, 'a'))
c = threading.Condition()
box = []
def consumer():
    with c:
        while not box:
            c.wait()
        print('got', box.pop())
x = threading.Thread(target=consumer); x.start()
with c:
    box.append(3)
    c.notify()
x.join()
e = threading.Event()
print(e.wait(.01), e.is_set()); e.set(); print(e.wait(5))
a, b = threading.Semaphore(1), threading.Semaphore(0)
order = []
def pingpong(mine, theirs, what):
    for i in range(100):
        mine.acquire(); order.append(what); theirs.release()
ts = [threading.Thread(target=pingpong, args=p) for p in ((a, b, 0), (b, a, 1))]
for x in ts: x.start()
for x in ts: x.join()
print(order == [0, 1] * 100)
bar = threading.Barrier(4)
seen = []
ts = [threading.Thread(target=lambda: seen.append(bar.wait())) for i in range(4)]
for x in ts: x.start()
for x in ts: x.join()
print(sorted(seen))
n = 0
def count():
    global n
    for i in range(2000):
        with l:
            v = n
            n = v + 1
ts = [threading.Thread(target=count) for i in range(5)]
for x in ts: x.start()
for x in ts: x.join()
print(n)
