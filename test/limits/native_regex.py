# A regular expression that backtracks.
# ends: stop
# grants: files
# time: 0.03

import re
re.match(r"(a+)+$", "a" * 40 + "b")
