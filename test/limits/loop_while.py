# An empty loop.
# ends: stop
# time: 0.1

while True: pass
