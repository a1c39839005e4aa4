# A step limit ends a regular expression.
# ends: stop
# steps: 20000
# grants: files

import re
re.match(r"(a+)+$", "a" * 60 + "b")
