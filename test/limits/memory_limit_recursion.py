# Recursion without a limit; tracebacks of what there is no memory for.
# ends: done
# prints: caught
import sys
sys.setrecursionlimit(10 ** 9)
def f(n): return f(n + 1) + 1
try: f(0)
except (RecursionError, MemoryError): print('caught')
