# Variables of the environment.
# ends: done
# prints: {}
import posix, sys
print(posix.environ)
