# Waiting for a lock in a loop that catches all.
# ends: stop
# grants: 
# time: 0.1

import _thread
l = _thread.allocate_lock()
l.acquire()
while True:
    try: l.acquire()
    except BaseException: pass
