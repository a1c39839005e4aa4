# bytes and bytearrays of gigabytes.
# ends: done
# prints: caught
# prints: caught
# prints: caught
# prints: caught
for f in bytes, bytearray:
    try: f(2 ** 31)
    except MemoryError: print('caught')
    try: f(2 ** 62)
    except (MemoryError, OverflowError): print('caught')
