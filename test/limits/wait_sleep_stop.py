# A long sleep, stopped from outside.
# ends: stop
# stop: 0.1
# grants: files clock environment processes network

import time
time.sleep(10 ** 6)
