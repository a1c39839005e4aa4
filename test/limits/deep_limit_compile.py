# The compiler without a recursion limit.
# ends: done
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught

import sys
sys.setrecursionlimit(10 ** 9)

for s in '(' * 200000, '-' * 300000 + '1', 'lambda: ' * 200000 + '1', 'x if y else ' * 200000 + 'z', '[' * 150 + 'x' + ']' * 150 + '+ (' * 190:
    try: compile(s, '', 'eval')
    except (SyntaxError, RecursionError, MemoryError): print('caught')
