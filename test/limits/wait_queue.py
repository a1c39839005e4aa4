# A queue that stays empty.
# ends: stop
# grants: files clock environment processes network
# time: 0.1

import queue
queue.Queue().get()
