# os.fork beside other threads: only the calling one lives on in the child.
import os, threading
r, p = os.pipe()
log = []
os.register_at_fork(before=lambda: log.append('before'),
                    after_in_child=lambda: log.append('child %d' % threading.active_count()),
                    after_in_parent=lambda: log.append('parent'))
os.register_at_fork(before=lambda: log.append('before, later'))
for bad in ({}, {'before': 3}):
    try:
        os.register_at_fork(**bad)
    except TypeError as e:
        print(e)
ev = threading.Event()
w = threading.Thread(target=ev.wait)
w.start()
pid = os.fork()
if not pid:
    os.write(p, repr(log).encode())
    x = threading.Thread(target=os.write, args=(p, b' thread in child'))
    x.start()
    x.join()
    os._exit(3)
print(os.waitpid(pid, 0)[1], os.read(r, 100), log)
ev.set()
w.join()
def forker():
    log.clear()
    pid = os.fork()
    if not pid:
        main = threading.current_thread() is threading.main_thread()
        os.write(p, b'%r %r %d' % (log, main, threading.active_count()))
        os._exit(0)
    os.waitpid(pid, 0)
    print(os.read(r, 100), log)
x = threading.Thread(target=forker)
x.start()
x.join()
