# accept that nobody connects to.
# ends: stop
# grants: files clock environment processes network
# time: 0.1

import socket
s = socket.socket(socket.AF_UNIX)
s.bind("\0krait-limits-%d" % id(s))
s.listen()
s.accept()
