# Descriptors that nobody holds any more are closed before the system has no more of them.
import os
import resource
import select
import socket
import tempfile

d = tempfile.mkdtemp()
p = os.path.join(d, "x")
open(p, "w").close()
resource.setrlimit(resource.RLIMIT_NOFILE, (96, 96))


def often(name, f):
    for i in range(800):
        f()
    print(name)


def descriptor():
    os.close(os.open(p, os.O_RDONLY))


class Link:
    def __init__(self):
        self.file = open(p)


often("open", lambda: open(p))
often("binary", lambda: open(p, "rb"))
often("unbuffered", lambda: open(p, "rb", 0))
often("write", lambda: open(p, "r+b"))
often("socket", socket.socket)
often("pair", socket.socketpair)
often("epoll", select.epoll)
often("fdopen", lambda: os.fdopen(os.open(p, os.O_RDONLY)))
often("dup", lambda: os.fdopen(os.dup(1), "wb", closefd=True))
often("attribute", Link)


def fill(then):
    for i in range(60):
        Link()
    for i in range(25):
        open(p)
    return then()


for i in range(5):
    a, b = fill(os.pipe)
    os.close(a)
    os.close(b)
    os.close(fill(lambda: os.open(p, os.O_RDONLY)))
    os.close(fill(lambda: os.dup(1)))
    fill(lambda: os.listdir(d))
    fill(lambda: list(os.scandir(d)))
    os.close(fill(lambda: os.eventfd(0)))
server = socket.create_server(("127.0.0.1", 0))
for i in range(150):
    client = socket.create_connection(server.getsockname())
    server.accept()
    client = None
print("accept")
held = []
try:
    while True:
        held.append(open(p))
except OSError as e:
    print(e.errno)
held = None
open(p).close()
os.unlink(p)
os.rmdir(d)
