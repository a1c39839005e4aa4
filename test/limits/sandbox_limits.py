# A program cannot lift its own limits.
# ends: done
# prints: caught
# prints: caught
# prints: caught
import sys
for f in (lambda: __import__('resource').setrlimit(0, (-1, -1)), lambda: __import__('resource').getrlimit(9) and 1 / 0, lambda: __import__('_testinternalcapi').x):
    try: f(), print('lifted')
    except (OSError, ImportError, AttributeError, ZeroDivisionError): print('caught')
