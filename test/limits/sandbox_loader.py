# Loaders of the library read files of others.
# ends: done
# prints: caught
# prints: caught
# prints: caught
n = 0
import sys
for finder in sys.meta_path:
    g = getattr(type(finder), '__module__', '')
try:
    import importlib._bootstrap_external as b
    try: print(b.SourceFileLoader('x', '/etc/passwd').get_data('/etc/passwd')[:4])
    except OSError: print('caught')
    try: b.FileFinder('/etc').find_spec('passwd'), print('caught')
    except OSError: print('caught')
    try: print(b._path_stat('/etc/passwd'))
    except OSError: print('caught')
except ImportError: print('caught\ncaught\ncaught')
