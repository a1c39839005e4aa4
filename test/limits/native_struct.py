# struct with many fields.
# ends: stop
# memory: 512M
# grants: files
# time: 0.03

import struct
s = struct.Struct("<3000000i")
b = bytes(12000000)
while True: s.unpack(b), struct.pack("1000000x")
