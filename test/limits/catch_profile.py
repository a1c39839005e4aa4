# A profile function that loops.
# ends: stop
# time: 0.1
import sys
def profile(*args):
    while True: pass
sys.setprofile(profile)
len('')
