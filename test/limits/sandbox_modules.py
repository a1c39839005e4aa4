# Modules taken out of sys.modules come back no mightier.
# ends: done
# prints: no file
# prints: no file
# prints: no file
# prints: no file
# prints: no file
import sys, _imp
keep = dict(sys.modules)
sys.modules.clear()
import builtins
for name in 'posix', '_io', 'builtins', 'sys', '_socket':
    try:
        m = __import__(name)
        f = getattr(m, 'open', None)
        try: f and f('/etc/passwd', 0 if name == 'posix' else 'r'), print('no file' if not f else 'a file')
        except OSError: print('no file')
    except ImportError: print('no file')
sys.modules.update(keep)
