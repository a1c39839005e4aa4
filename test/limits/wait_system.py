# A command that takes long.
# ends: stop
# grants: files clock environment processes network
# time: 0.1

import os
os.system('exec sleep 1000')
