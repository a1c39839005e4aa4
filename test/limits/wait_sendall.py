# sendall to a socket that nobody reads.
# ends: stop
# memory: 256M
# grants: files clock environment processes network
# time: 0.1

import socket
a, b = socket.socketpair()
a.sendall(bytes(10 ** 8))
