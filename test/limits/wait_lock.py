# A lock that nobody gives back.
# ends: stop
# grants: 
# time: 0.1

import _thread
l = _thread.allocate_lock()
l.acquire()
l.acquire()
