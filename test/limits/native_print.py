# Output without end.
# ends: stop
# time: 0.03

while True: print("x" * 10000)
