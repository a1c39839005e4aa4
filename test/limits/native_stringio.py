# Streams in memory.
# ends: stop
# memory: 512M
# time: 0.03
# grants: files

import io
s = io.StringIO("a\n" * 3000000)
while True:
    s.seek(0)
    s.readlines()
    s.getvalue()
