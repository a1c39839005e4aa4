# An event that never happens.
# ends: stop
# grants: files clock environment processes network
# time: 0.1

import threading
threading.Event().wait()
