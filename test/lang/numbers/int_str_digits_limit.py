# Conversion between int and decimal text is limited to 4300 digits; other bases are not (library, int limits).
import sys
print(sys.get_int_max_str_digits(), sys.int_info.default_max_str_digits,
      sys.int_info.str_digits_check_threshold)
big = 10 ** 4299
print(len(str(big)), int(str(big)) == big)
for f in (lambda: str(10 ** 4300), lambda: repr(-10 ** 5000), lambda: int("1" * 4301),
          lambda: f"{10 ** 4300}", lambda: "%d" % 10 ** 4300, lambda: int("1" + "_0" * 4400),
          lambda: int(b"1" * 4301), lambda: print(10 ** 4300), lambda: format(10 ** 4300, "d")):
    try:
        print(len(f()))
    except ValueError as e:
        print(e)
print(len(hex(16 ** 5000)), int("f" * 5000, 16) == 16 ** 5000 - 1, len(f"{10 ** 4300:x}"),
      len("%x" % 10 ** 4300), int("0" * 100 + "1" * 4200) > 0)
sys.set_int_max_str_digits(5000)
print(len(str(10 ** 4500)))
sys.set_int_max_str_digits(0)
print(len(str(10 ** 6000)), int("9" * 5500) == 10 ** 5500 - 1)
for bad in (5, 639, -1):
    try:
        sys.set_int_max_str_digits(bad)
    except ValueError as e:
        print(e)
sys.set_int_max_str_digits(640)
print(sys.get_int_max_str_digits(), len(str(10 ** 639)))
try:
    str(10 ** 640)
except ValueError as e:
    print(e)
sys.set_int_max_str_digits(4300)
huge = int("c" * 65000, 16)  # of 78,268 digits
for limit in 78267, 78268:
    sys.set_int_max_str_digits(limit)
    try:
        print(len(str(huge)), len(str(-huge)))
    except ValueError as e:
        print(e)
sys.set_int_max_str_digits(4300)
