# A process that does not end.
# ends: stop
# grants: files clock environment processes network
# time: 0.1
import os, signal
pid = os.fork()
if not pid:
    os.execv('/bin/sleep', ['sleep', '3'])
os.waitpid(pid, 0)
