# os.fork beside other threads: only the calling one lives on in the child.
import os, sys, threading
os.register_at_fork(before=lambda: print('before'), after_in_child=lambda: print('child', threading.active_count()),
                    after_in_parent=lambda: print('parent'))
os.register_at_fork(before=lambda: print('before, later'))
for bad in ({}, {'before': 3}):
    try:
        os.register_at_fork(**bad)
    except TypeError as e:
        print(e)
ev = threading.Event()
w = threading.Thread(target=ev.wait)
w.start()
sys.stdout.flush()
r, p = os.pipe()
pid = os.fork()
if not pid:
    os.write(p, b'in child ')
    x = threading.Thread(target=os.write, args=(p, b'thread in child'))
    x.start()
    x.join()
    os._exit(3)
print(os.waitpid(pid, 0)[1], os.read(r, 100))
ev.set()
w.join()
def forker():
    pid = os.fork()
    if not pid:
        os.write(p, b'%r %d' % (threading.current_thread() is threading.main_thread(), threading.active_count()))
        os._exit(0)
    os.waitpid(pid, 0)
    print(os.read(r, 100))
x = threading.Thread(target=forker)
x.start()
x.join()
