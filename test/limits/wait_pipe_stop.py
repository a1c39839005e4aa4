# Reading from a pipe, stopped from outside.
# ends: stop
# stop: 0.1
# grants: files clock environment processes network

import os
r, w = os.pipe()
os.read(r, 1)
