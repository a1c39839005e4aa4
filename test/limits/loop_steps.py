# An empty loop under a step limit.
# ends: stop
# steps: 100000

while True: pass
