# Sockets.
# ends: done
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
import _socket
for f in (lambda: _socket.socket(), lambda: _socket.socketpair(), lambda: _socket.getaddrinfo('localhost', 80), lambda: _socket.gethostname(), lambda: _socket.gethostbyname('localhost'),
          lambda: _socket.socket(fileno=0), lambda: _socket.if_nameindex(), lambda: _socket.dup(1), lambda: _socket.close(1), lambda: _socket.sethostname('x')):
    try: print(f())
    except OSError: print('caught')
