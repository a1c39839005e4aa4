# poll and epoll without end.
# ends: stop
# grants: files clock environment processes network
# time: 0.1

import select, os
r, w = os.pipe()
p = select.poll()
p.register(r)
while True: p.poll()
