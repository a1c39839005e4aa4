# Objects that come back to life and die again.
# ends: stop
# time: 0.1
import gc
alive = []
class C:
    def __del__(self):
        alive.append(C())
for i in range(10): C()
while True:
    alive.clear()
    gc.collect()
