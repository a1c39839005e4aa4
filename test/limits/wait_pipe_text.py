# Lines of a pipe.
# ends: stop
# grants: files clock environment processes network
# time: 0.1

import os
r, w = os.pipe()
open(r).readline()
