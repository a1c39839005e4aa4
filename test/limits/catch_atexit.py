# Functions for the end of the program.
# ends: stop
# time: 0.1
import atexit
def again():
    atexit.register(again)
    while True: pass
atexit.register(again)
while True: pass
