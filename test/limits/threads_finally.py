# Threads that hold locks in with statements.
# ends: stop
# time: 0.1
import _thread
l = _thread.allocate_lock()
def f():
    while True:
        with l:
            for i in range(1000): pass
for i in range(4): _thread.start_new_thread(f, ())
f()
