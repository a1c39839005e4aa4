# A file lock that another holds.
# ends: stop
# grants: files clock environment processes network
# time: 0.1
import fcntl, os, tempfile
f, g = (open('/proc/self/exe', 'rb') for i in range(2))
fcntl.flock(f, fcntl.LOCK_EX)
fcntl.flock(g, fcntl.LOCK_EX)
