# types.TracebackType keeps the offset it is given (library, types).
# differs: by design, an instruction has four bytes that count as two units, so offsets in code are even
import sys
import types

for offset in 0, 2, 3, 17:
    print(types.TracebackType(None, sys._getframe(), offset, 1).tb_lasti)
