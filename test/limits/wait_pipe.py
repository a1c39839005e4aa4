# Reading from a pipe that nobody writes to.
# ends: stop
# grants: files clock environment processes network
# time: 0.1

import os
r, w = os.pipe()
try: os.read(r, 1)
finally: os.close(r), os.close(w)
