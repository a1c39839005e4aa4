# Many threads make and drop cyclic garbage with finalizers.
import threading, gc
class Node:
    def __init__(self, v):
        self.v = v
        self.me = self
        self.l = [1.5] * 3
    def __del__(self):
        count[0] += 1
count = [0]
total = [0]
lock = threading.RLock()
def churn(n):
    d = {}
    for i in range(n):
        x = Node(i)
        d[i % 50] = [x, str(i) * 3, {i: x}]
        with lock:
            total[0] += 1
    assert all(v[1] == str(v[0].v) * 3 for v in d.values())
ts = [threading.Thread(target=churn, args=(500,)) for _ in range(10)]
for t in ts: t.start()
for t in ts: t.join()
gc.collect()
print(total, count)
