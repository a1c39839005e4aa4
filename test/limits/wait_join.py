# A thread that waits for itself in vain.
# ends: stop
# grants: files clock environment processes network
# time: 0.1
import threading
l = threading.Lock()
l.acquire()
t = threading.Thread(target=l.acquire)
t.start()
t.join()
