# A lock that nobody gives back, stopped from outside.
# ends: stop
# stop: 0.1
# grants: 

import _thread
l = _thread.allocate_lock()
l.acquire()
l.acquire()
