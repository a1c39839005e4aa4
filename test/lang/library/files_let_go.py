# A file that was written and let go without a close: what it held is there for who looks at the path.
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

d = tempfile.mkdtemp()
p = os.path.join(d, "x")
q = os.path.join(d, "y")


def put(path, text):
    f = open(path, "w")
    f.write(text)


class Holder:
    pass


def held(path, data):
    h = Holder()
    h.file = open(path, "wb")
    h.file.write(data)


open(p, "w").write("a temporary")
print(open(p).read())
put(p, "a local")
print(os.stat(p).st_size, os.path.getsize(p), os.lstat(p).st_size)
f = open(p, "wb")
f.write(b"deleted")
del f
print(pathlib.Path(p).read_bytes())
f = open(p, "ab")
f.write(b" and more")
f = None
os.rename(p, q)
print(open(q, "rb").read())
held(p, b"in an attribute")
print(os.open(p, os.O_RDONLY) > 2, open(p, "rb").read())
held(p, b"to be copied")
shutil.copyfile(p, q)
print(open(q).read())
put(p, "seven..")
os.truncate(p, 5)
print(open(p).read())
put(p, "in a folder")
print([e.stat().st_size for e in os.scandir(d) if e.name == "x"])
folder = os.open(d, os.O_RDONLY)
put(p, "by folder")
print(os.stat("x", dir_fd=folder).st_size)
put(p, "for replace")
os.replace(p, q)
print(os.path.exists(p), open(q).read())
put(p, "by bytes")
print(os.stat(os.fsencode(p)).st_size)
put(p, "by keyword")
print(open(file=p).read())
put(p, "called by map")
print([s.st_size for s in map(os.stat, [p])])
put(p, "sorted")
print(sorted([p, p], key=lambda x: open(x).read()) == [p, p])


def script():
    open(p, "w").write("#!/bin/sh\necho ran\n")
    os.chmod(p, 0o755)


script()
print(subprocess.run([p], stdout=subprocess.PIPE).stdout)
script()
print(os.system(p + " > /dev/null"))
script()
put(p, "read by another")
print(subprocess.run(["cat", p], stdout=subprocess.PIPE).stdout)

sys.stdout.flush()
put(p, "once")  # not once by each process
pid = os.fork()
if not pid:
    put(q, "of the child")
    os._exit(0)
os.waitpid(pid, 0)
print(open(p).read(), open(q).read())

f = open(p, "w")
f.write("unflushed, and held")
print(os.path.getsize(p), os.stat(p).st_size)
f.flush()
print(os.path.getsize(p))
f.close()
for i in range(300):
    open(p, "w").write("x" * i)
    assert os.path.getsize(p) == i
keep = [open(os.path.join(d, str(i)), "w") for i in range(20)]
for i, f in enumerate(keep):
    f.write(str(i))
for i in range(0, 20, 2):
    keep[i] = None
f = None
print([os.path.getsize(os.path.join(d, str(i))) for i in range(20)])
keep = None
shutil.rmtree(d)
