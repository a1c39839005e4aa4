# sys.stdin is not the stdin of the host.
# ends: done
# prints: ''
import sys
print(repr(sys.stdin.read()))
