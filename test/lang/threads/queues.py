# queue.Queue and _queue.SimpleQueue between threads.
import queue, threading
q = queue.SimpleQueue()
print(type(q), queue.SimpleQueue[int], queue.Empty.__doc__)
def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except BaseException as e:
        print(type(e), e)
t(q.get, True, -1); t(q.get, True, 'x'); t(q.get, False); t(q.get, False, -1); t(q.get, True, 1e20)
t(q.get_nowait); t(q.put, 1, True, -5, 3); q.put(1); t(q.qsize); t(q.empty); t(q.get); t(q.empty)
th = [threading.Thread(target=lambda: [q.put(i) for i in range(1000)]) for _ in range(3)]
for x in th: x.start()
print(sum(q.get() for _ in range(3000)))
t(q.get, timeout=.01)
q = queue.Queue(5)
res = []
def prod():
    for i in range(300):
        q.put(i)
        if i % 50 == 0:
            q.put(float(i) + .5)
    q.put(None)
def cons():
    while (x := q.get()) is not None:
        res.append(x)
ts = [threading.Thread(target=prod), threading.Thread(target=cons)]
for x in ts: x.start()
for x in ts: x.join()
print(len(res), [x for x in res if isinstance(x, float)])
