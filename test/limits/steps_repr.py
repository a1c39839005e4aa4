# A step limit ends the text of something long.
# ends: stop
# steps: 50000

a = [0] * 1000000
while True: repr(a)
