# A recursion limit that is no limit.
# ends: done
# prints: caught
# prints: caught
# prints: caught

import sys
sys.setrecursionlimit(10 ** 9)

class C:
    def __repr__(self): return repr([self])
    def __lt__(self, other): return sorted([self, other])
for g in (lambda: repr(C()), lambda: C() < C(), lambda: max(C(), C())):
    try: g()
    except (RecursionError, MemoryError): print('caught')
