# Programs whose constants are large.
# ends: done
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
for s in '"a" * 2 ** 40', '(1,) * 10 ** 10', '1 << 10 ** 12', '2 ** 10 ** 10', '"%2000000000d" % 1', 'b"a" * 2 ** 40', '[0] * 10 ** 11':
    try: eval(s)
    except (MemoryError, OverflowError, ValueError): print('caught')
