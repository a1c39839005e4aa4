# Numbers of long texts with underscores.
# ends: stop
# memory: 512M
# time: 0.03

import sys
sys.set_int_max_str_digits(0)
s = "1_" * 300000 + "1"
while True: int(s), complex("1" * 100000 + "j"), int("z" * 1000000, 36)
