# A file object on a pipe.
# ends: stop
# grants: files clock environment processes network
# time: 0.1

import os
r, w = os.pipe()
open(r, "rb").read()
