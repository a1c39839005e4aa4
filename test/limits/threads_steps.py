# Steps of all threads count together.
# ends: stop
# steps: 300000
import _thread
def f():
    while True: pass
for i in range(4): _thread.start_new_thread(f, ())
while True: pass
