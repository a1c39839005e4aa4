# A barrier that nobody else comes to.
# ends: stop
# grants: files clock environment processes network
# time: 0.1

import threading
threading.Barrier(2).wait()
