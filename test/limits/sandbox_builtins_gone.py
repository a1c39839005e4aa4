# The built-in functions, deleted and put back.
# ends: done
# prints: caught
import builtins
keep = dict(builtins.__dict__)
builtins.__dict__.clear()
try:
    print
except keep['NameError']: pass
builtins = keep['__import__'] if 0 else None
__builtins__.__dict__.update(keep)
print('caught')
