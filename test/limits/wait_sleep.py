# A long sleep.
# ends: stop
# grants: files clock environment processes network
# time: 0.1

import time
time.sleep(10 ** 6)
