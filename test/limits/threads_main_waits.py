# Threads compute while main waits.
# ends: stop
# time: 0.1
import _thread
l = _thread.allocate_lock()
l.acquire()
def f():
    while True: pass
for i in range(3): _thread.start_new_thread(f, ())
l.acquire()
