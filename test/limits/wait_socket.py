# recv of a socket that gets nothing.
# ends: stop
# grants: files clock environment processes network
# time: 0.1

import socket
a, b = socket.socketpair()
a.recv(1)
