# float() asks __float__ of subclasses of str and bytes first; hashes of nan; bisection past 48 bits.
import bisect
import sys
import warnings

class Text(str):
    def __float__(self):
        return float(str(self)) + 1
class Octets(bytes):
    def __float__(self):
        return 3.5
class Plain(str):
    pass
print(float(Text("8")), float(Octets(b"1")), float(Plain(" 2 ")), float("8"))
class Sub(float):
    def __float__(self):
        return self
class Whole(int):
    def __int__(self):
        return self
    def __index__(self):
        return self
class Complex(complex):
    def __complex__(self):
        return self
class Index:
    def __index__(self):
        return True
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    print(float(Sub(2)), int(Whole(3)), complex(Complex(1j)), [1, 2][Index()])
print(*(w.message for w in seen), sep="\n")
nan = float("nan")
print(hash(nan) == object.__hash__(nan) == hash(nan))
for bad in "chicken", 3, None:
    try:
        print(float.__getformat__(bad))
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
numbers = range(sys.maxsize - 1)
for find in bisect.bisect_left, bisect.bisect_right:
    print(find(numbers, sys.maxsize - 3), find(numbers, -1), find(numbers, 2 ** 50))
