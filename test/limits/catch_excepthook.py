# sys.excepthook and unraisablehook that loop.
# ends: stop
# time: 0.1
import sys
def hook(*args):
    while True: pass
sys.excepthook = sys.unraisablehook = hook
class C:
    def __del__(self): 1 / 0
C()
try:
    while True: pass
finally:
    1 / 0
