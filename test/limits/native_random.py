# Random bits, shuffles and samples.
# ends: stop
# memory: 512M
# grants: files
# time: 0.03

import random
while True: random.getrandbits(100000000)
