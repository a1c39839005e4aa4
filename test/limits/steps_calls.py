# A step limit counts calls.
# ends: stop
# steps: 50000

def f(): f
while True: f()
