# A step limit ends the hashing of a long buffer.
# ends: stop
# steps: 400

import _sha512

_sha512.sha512(bytes(48 << 20))
