# A step limit counts what generators give.
# ends: stop
# steps: 50000

def g():
    while True: yield
for x in g(): pass
