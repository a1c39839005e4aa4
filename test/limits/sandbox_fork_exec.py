# fork_exec with any arguments.
# ends: done
# prints: caught
import _posixsubprocess
for n in range(30):
    try: print(_posixsubprocess.fork_exec(*([['/bin/true'], [b'/bin/true'], True, (), None, None] + [-1] * 8 + [False, False, 0, None, None, None, -1, None, False])[:n]))
    except (TypeError, OSError, ValueError): pass
print('caught')
