# A regular expression with groups that refer back.
# ends: stop
# grants: files
# time: 0.03

import re
re.fullmatch(r"(.*)(.*)(.*)(.*)(.*)[^\n]\1", "x" * 2000)
