# Modules that reach the machine are not there.
# ends: done
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
for name in 'ctypes', '_ctypes', 'mmap', '_multiprocessing', 'readline', '_posixshmem', '_multiprocessing', '_ssl':
    try: __import__(name)
    except ImportError: print('caught')
