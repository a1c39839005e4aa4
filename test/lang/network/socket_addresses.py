# Addresses and their errors; names and numbers; messages with ancillary data; datagrams.
import array, os, socket, tempfile, _socket

def show(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for addr in (("127.0.0.1",), "x", ("127.0.0.1", "80"), ("127.0.0.1", 70000), ("127.0.0.1", -1), (5, 5),
             ("a\0b", 80), None):
    show(lambda: s.connect(addr))
show(lambda: s.sendto(b"x"))
show(lambda: s.sendto("x", ("127.0.0.1", 1)))
show(lambda: s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, "x"))
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR), s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 4))
s.bind(("", 0))
print(s.getsockname()[0])
t = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
t.bind(("localhost", 0))
print(t.sendto(b"hello", ("127.0.0.1", s.getsockname()[1])))
data, where = s.recvfrom(100)
print(data, where == t.getsockname())
t.connect(("127.0.0.1", s.getsockname()[1]))
t.send(b"again")
buf = bytearray(10)
n, where = s.recvfrom_into(buf)
print(n, buf, where[0])
s.close(); t.close()

for name in ("inet_aton", "inet_ntoa", "htons", "ntohs", "htonl", "ntohl"):
    for arg in ("1.2.3.4", "1.2", b"\x7f\0\0\1", 1, 258, -1, 1 << 40, None):
        print(name, arg, end=" ")
        show(lambda: getattr(socket, name)(arg))
show(lambda: socket.inet_pton(socket.AF_INET6, "::1"))
show(lambda: socket.inet_pton(socket.AF_INET, "x"))
show(lambda: socket.inet_ntop(socket.AF_INET6, b"\0" * 15 + b"\1"))
show(lambda: socket.inet_ntop(socket.AF_INET6, b"123"))
show(lambda: socket.inet_ntop(1000, b"123"))
show(lambda: socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM))
show(lambda: socket.getaddrinfo(None, "80", socket.AF_INET, socket.SOCK_DGRAM))
show(lambda: socket.getaddrinfo(5, 80))
show(lambda: socket.getaddrinfo("127.0.0.1", "no-such-service"))
show(lambda: socket.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))
show(lambda: socket.getnameinfo(("127.0.0.1",), 0))
show(lambda: socket.gethostbyname("127.0.0.1"))
show(lambda: socket.gethostbyname(""))
show(lambda: socket.gethostbyname("<broadcast>"))
show(lambda: socket.getservbyport(80000))
show(lambda: socket.if_nametoindex("no-such-interface"))
print(socket.if_nameindex()[0] == (socket.if_nametoindex("lo"), "lo") or "other")
print(socket.gaierror.__mro__[1], socket.herror.__module__, socket.error is OSError, _socket.socket.__module__)
print(socket.CMSG_LEN(4), socket.CMSG_SPACE(1))
show(lambda: socket.CMSG_LEN(-1))
show(lambda: socket.setdefaulttimeout(-1))
socket.setdefaulttimeout(2.5)
print(socket.getdefaulttimeout(), socket.socket().gettimeout())
socket.setdefaulttimeout(None)
show(lambda: socket.socket(fileno=-1))
show(lambda: socket.socket(fileno=1.5))
show(lambda: socket.socket(77, 77))

# Unix sockets: paths, abstract names, descriptors that go along
with tempfile.TemporaryDirectory() as d:
    path = os.path.join(d, "sock")
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(path)
        server.listen()
        client.connect(path)
        peer, where = server.accept()
        print(repr(where), peer.getsockname() == path, repr(client.getsockname()), client.getpeername() == path)
        r, w = os.pipe()
        print(socket.send_fds(client, [b"take", b" it"], [w]))
        data, fds, flags, addr = socket.recv_fds(peer, 100, 4)
        os.write(fds[0], b"through")
        print(data, len(fds), flags, addr, os.read(r, 100))
        for fd in (r, w, fds[0]):
            os.close(fd)
        bufs = [bytearray(3), bytearray(5)]
        print(client.sendmsg([b"ab", array.array("B", b"cdef")]), peer.recvmsg_into(bufs), bufs)
        show(lambda: client.sendmsg(5))
        show(lambda: client.sendmsg([b"x"], [(1, 2)]))
        show(lambda: client.sendmsg([b"x"], [5]))
        show(lambda: client.sendmsg([5]))
        show(lambda: client.recvmsg(-1))
        show(lambda: client.recvmsg(1, -1))
        peer.close()
    show(lambda: socket.socket(socket.AF_UNIX).bind("x" * 200))
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as s:
        s.bind(b"\0krait-test-%d" % os.getpid())
        print(s.getsockname()[:12])
