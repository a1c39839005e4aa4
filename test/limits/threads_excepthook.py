# Hooks of threads that loop.
# ends: stop
# grants: files
# time: 0.1
import threading, sys
def hook(args):
    while True: pass
threading.excepthook = hook
t = threading.Thread(target=lambda: 1 / 0)
t.start()
t.join()
