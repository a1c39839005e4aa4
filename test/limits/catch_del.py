# __del__ that never ends.
# ends: stop
# time: 0.1
class C:
    def __del__(self):
        while True: pass
C()
while True: pass
