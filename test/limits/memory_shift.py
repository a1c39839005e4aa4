# A shift by very much.
# ends: done
# prints: caught
# prints: caught
# prints: caught
for n in 10 ** 9 * 8, 10 ** 15, 10 ** 30:
    try: 1 << n
    except (MemoryError, OverflowError): print('caught')
