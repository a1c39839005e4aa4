# A long number from text.
# ends: stop
# memory: 512M
# time: 0.03

import sys
sys.set_int_max_str_digits(0)
x = int("7" * 30000000)
