# Writing to a pipe that nobody reads from.
# ends: stop
# grants: files clock environment processes network
# time: 0.1

import os
r, w = os.pipe()
os.write(w, bytes(10 ** 7))
