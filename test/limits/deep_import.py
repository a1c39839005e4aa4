# An import that imports itself.
# ends: done
# prints: caught
# prints: caught
import sys
src = 'import sys\nexec(src, {"src": src, "depth": depth + 1})'
try: exec(src, {'src': src, 'depth': 0})
except RecursionError: print('caught')
def f(): return eval('f()')
try: f()
except RecursionError: print('caught')
