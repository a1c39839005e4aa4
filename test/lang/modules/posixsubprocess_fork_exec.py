# _posixsubprocess.fork_exec: a child that runs another program, and what it tells when it cannot.
import os
from _posixsubprocess import fork_exec

def run(args, exe, cwd=None, env=None, close=True, preexec=None, keep=(), umask=-1, setsid=False, vfork=True, out=True):
    er, ew = os.pipe()
    cr, cw = os.pipe()
    pid = fork_exec(args, exe, close, tuple(sorted({ew, *keep})), cwd, env, -1, -1, cr, cw if out else -1, -1, -1, er, ew,
                    True, setsid, -1, None, None, None, umask, preexec, vfork)
    os.close(ew)
    os.close(cw)
    err = b""
    while data := os.read(er, 5000):
        err += data
    text = b""
    while data := os.read(cr, 5000):
        text += data
    status = os.waitpid(pid, 0)[1]
    os.close(er)
    os.close(cr)
    return err, text, status

for vfork in (True, False):
    print(run([b"echo", "hi", b"there"], [b"/nonexistent/echo", b"/bin/echo"], vfork=vfork))
    print(run(["sh", "-c", "exit 3"], [b"/bin/sh"], vfork=vfork))
    print(run(["sh", "-c", "kill -9 $$"], [b"/bin/sh"], vfork=vfork))
    print(run(["x"], [b"/nonexistent"], vfork=vfork))
    print(run(["x"], [b"/etc", b"/nonexistent"], vfork=vfork))
    print(run(["x"], [b"/bin/true"], cwd="/nonexistent", vfork=vfork))
    print(run(["sh", "-c", "pwd; echo $A; umask"], [b"/bin/sh"], cwd="/", env=[b"A=b"], umask=0o77, vfork=vfork))
    print(run(["sh", "-c", "ls /proc/$$/fd"], [b"/bin/sh"], vfork=vfork))
    print(run(["true"], [b"/bin/true"], setsid=True, vfork=vfork))
r, w = os.pipe()
os.set_inheritable(w, False)
print(run(["sh", "-c", f"echo x >&{w}"], [b"/bin/sh"], keep=(w,)), os.read(r, 9))
print(run(["true"], [b"/bin/true"], preexec=lambda: os.write(1, b"pre")))
print(run(["true"], [b"/bin/true"], preexec=lambda: 1 / 0))
def t(*a):
    try: print(fork_exec(*a))
    except Exception as e: print(type(e).__name__, e)
t()
t(1, 2)
rest = (None, None, -1, -1, -1, -1, -1, -1, -1, 5, True, False, -1, None, None, None, -1, None, True)
t(["a"], [b"/a"], True, [5], *rest)
t(["a"], [b"/a"], True, (5, 5), *rest)
t(["a"], [b"/a"], True, (7, 5), *rest)
t(["a"], [b"/a"], True, ("x",), *rest)
t(["a", 3], [b"/a"], True, (5,), *rest)
t(["a\0"], [b"/a"], True, (5,), *rest)
t(3, [b"/a"], True, (5,), *rest)
