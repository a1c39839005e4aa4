# A step limit ends the hashing of a long buffer.
# ends: stop
# steps: 100

import _sha512

_sha512.sha512(bytes(12 << 20))
