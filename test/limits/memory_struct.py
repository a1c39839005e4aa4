# struct formats of gigabytes.
# ends: done
# grants: files
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
import struct
for f in '2000000000i', '999999999999999999999i', '2147483647s', '4294967295x':
    try: struct.pack(f, *[0] * 10)
    except (MemoryError, struct.error, OverflowError): print('caught')
try: struct.unpack('10i', bytes(3))
except struct.error: print('caught')
try: bytearray().join([b'x' * 1000000] * 1000)
except MemoryError: print('caught')
