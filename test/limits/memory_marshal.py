# Marshalled data that claims to be long.
# ends: done
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
import marshal
for p in b'[\xff\xff\xff\x7f', b'(\xff\xff\xff\x7f', b's\xff\xff\xff\x7f', b'u\xff\xff\xff\x7f', b'l\xff\xff\xff\x7f', b'<\xff\xff\xff\x7f':
    try: marshal.loads(p)
    except (MemoryError, ValueError, EOFError): print('caught')
