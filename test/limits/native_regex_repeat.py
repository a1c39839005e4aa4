# Counted repeats within counted repeats.
# ends: stop
# grants: files
# time: 0.03

import re
re.match(r"((a{0,100}){0,100}){0,100}b", "a" * 200)
