# A signal that never comes.
# ends: stop
# grants: files clock environment processes network
# time: 0.1

import signal
signal.pause()
