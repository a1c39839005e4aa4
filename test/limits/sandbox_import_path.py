# Modules are not read from folders of the program's choice.
# ends: done
# prints: caught
import sys
sys.path[:] = ['/tmp', '/etc', '.', '/usr/lib/python3.11/test']
try: import passwd
except ImportError: print('caught')
