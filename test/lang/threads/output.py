# Lines that threads print stay whole, and a slow reader holds up only who waits for it.
import os, threading, time
r, w = os.pipe()
f = os.fdopen(w, 'w', buffering=1)
def lines(i):
    for j in range(200):
        print('line', i, j, 'x' * 100, file=f)
ts = [threading.Thread(target=lines, args=(i,)) for i in range(3)]
got = []
def reader():
    with os.fdopen(r) as g:
        for l in g:
            got.append(l.split())
rd = threading.Thread(target=reader)
rd.start()
for t in ts: t.start()
for t in ts: t.join()
f.close()
rd.join()
print(len(got), all(len(l) == 4 and l[3] == 'x' * 100 for l in got), sorted((int(l[1]), int(l[2])) for l in got) == [(i, j) for i in range(3) for j in range(200)])
