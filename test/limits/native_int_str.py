# A long number as text.
# ends: stop
# memory: 512M
# time: 0.03

import sys
sys.set_int_max_str_digits(0)
x = 1 << 60000000
str(x)
