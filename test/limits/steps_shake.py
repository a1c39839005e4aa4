# A step limit ends the making of a long digest.
# ends: stop
# steps: 6000

import _sha3

_sha3.shake_128(b"").digest(12 << 20)
