# Processes cannot be started or ended.
# ends: done
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
import posix
for f in (lambda: posix.fork(), lambda: posix.system('true'), lambda: posix.kill(posix.getpid(), 9), lambda: posix._exit(3), lambda: posix.execv('/bin/true', ['x']),
          lambda: posix.abort(), lambda: __import__('_posixsubprocess').fork_exec, lambda: __import__('_signal').raise_signal(9), lambda: __import__('_signal').alarm(1)):
    try:
        r = f()
        print('caught' if callable(r) else r)
    except (OSError, AttributeError): print('caught')
