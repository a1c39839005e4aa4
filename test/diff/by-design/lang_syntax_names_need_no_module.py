# \N{...} in a string needs the names of characters (2.4.1).
# differs: by design, the compiler knows the names itself and imports no module unicodedata for them
import sys

sys.modules["unicodedata"] = None
try:
    print(ascii(eval(r"'\N{SOFT HYPHEN}'")))
except SyntaxError as error:
    print(error.msg)
