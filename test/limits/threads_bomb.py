# Threads that start threads.
# ends: stop
# time: 0.1
import _thread
def f():
    while True:
        try: _thread.start_new_thread(f, ())
        except (RuntimeError, MemoryError): pass
f()
