# A stop from another thread of the host.
# ends: stop
# stop: 0.1
while True:
    try:
        while True: pass
    except BaseException: pass
