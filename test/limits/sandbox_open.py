# Files, by every name that opens one.
# ends: done
# prints: 9
import io, _io
n = 0
for f in (lambda: open('/etc/passwd'), lambda: io.open('/etc/passwd'), lambda: io.FileIO('/etc/passwd'), lambda: _io.FileIO('/etc/passwd', 'r'),
          lambda: io.open_code('/etc/passwd'), lambda: open(5), lambda: io.FileIO(3), lambda: open('/tmp/x', 'w'), lambda: open('x', opener=lambda *a: 3)):
    try: f()
    except OSError: n += 1
    except NameError as e: print(e)
print(n)
