# Streams: pairs, connections, timeouts, what closing and shutting down do.
import errno, socket, threading, time

a, b = socket.socketpair()
print(a.send(b"one"), b.recv(10), a.fileno() >= 0, a.family.name, a.type.name, a.proto)
a.sendall(bytearray(b"two"))
buf = bytearray(8)
print(b.recv_into(buf), bytes(buf))
a.sendall(b"xyz")
print(b.recv(2, socket.MSG_PEEK), b.recv(1), b.recv_into(memoryview(buf)[4:], 1), buf)
a.shutdown(socket.SHUT_WR)
print(b.recv(5), b.recv(5))
for call in (lambda: a.send(b"x"), lambda: b.recv(-1), lambda: b.recv_into(buf, 20),
             lambda: b.recv_into(b"ro"), lambda: a.send("text"), lambda: a.settimeout(-1),
             lambda: a.settimeout("x"), lambda: a.connect(("h", 1), 2), lambda: a.getsockopt(1, 3, 5000)):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, isinstance(e, OSError) and e.errno and errno.errorcode[e.errno])
a.close()
print(a.fileno(), a._closed)
try:
    a.send(b"x")
except OSError as e:
    print(e.errno == errno.EBADF)
b.close()

# a large send from one thread to another
def big(n=3_000_000):
    c, d = socket.socketpair()
    got = []
    def reader():
        while chunk := d.recv(65536):
            got.append(chunk)
    t = threading.Thread(target=reader)
    t.start()
    with c:
        print(c.send(bytes(range(256)) * (n // 256)) == n // 256 * 256)
        c.sendall(memoryview(b"end" * 100000))
    t.join()
    d.close()
    data = b"".join(got)
    print(len(data), data[-3:], data[:3])
big()

# connections, with and without timeout
server = socket.create_server(("127.0.0.1", 0))
port = server.getsockname()[1]
server.settimeout(0.05)
try:
    server.accept()
except TimeoutError as e:
    print(e, e is not None, socket.timeout is TimeoutError)
server.settimeout(5)
client = socket.create_connection(("127.0.0.1", port), timeout=5)
peer, where = server.accept()
print(where == client.getsockname(), peer.gettimeout(), client.gettimeout(), peer.getpeername() == where)
client.settimeout(0.02)
t0 = time.monotonic()
try:
    client.recv(1)
except TimeoutError as e:
    print(e, 0.015 < time.monotonic() - t0 < 2)
client.setblocking(False)
print(client.getblocking(), client.gettimeout(), client.timeout)
try:
    client.recv(1)
except BlockingIOError as e:
    print(e.errno in (errno.EAGAIN, errno.EWOULDBLOCK))
sent = 0
try:
    while True:
        sent += client.send(b"z" * 100000)
except BlockingIOError:
    print(sent > 0)
client.close()
got = 0
while n := len(peer.recv(1 << 20)):
    got += n
print(got == sent)
with peer.makefile("rwb") as f:
    print(f.readable(), f.writable(), f.read())
print(repr(peer).startswith("<socket.socket fd="))
fd = peer.detach()
again = socket.socket(fileno=fd)
print(again.family == socket.AF_INET, again.type == socket.SOCK_STREAM, again.proto)
again.close()
free = socket.socket()
free.bind(("127.0.0.1", 0))
dead = free.getsockname()
free.close()
print(socket.socket().connect_ex(dead) == errno.ECONNREFUSED)
try:
    socket.create_connection(dead)
except ConnectionRefusedError as e:
    print(e.errno == errno.ECONNREFUSED)
server.close()
