# Keeps the lock that the end of the VM would wait for.
# ends: stop
# grants: files clock environment processes network
# time: 0.1
import concurrent.futures.thread
with concurrent.futures.thread._global_shutdown_lock:
    while True:
        pass
