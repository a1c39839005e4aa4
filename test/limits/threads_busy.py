# Threads that compute for ever.
# ends: stop
# time: 0.1
import _thread
def f():
    while True:
        try:
            while True: pass
        except BaseException: pass
for i in range(8): _thread.start_new_thread(f, ())
while True:
    try:
        while True: pass
    except BaseException: pass
