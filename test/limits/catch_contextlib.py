# contextlib.suppress of everything.
# ends: stop
# time: 0.1
# grants: files
import contextlib
while True:
    with contextlib.suppress(BaseException):
        while True: pass
