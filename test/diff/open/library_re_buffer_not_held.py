# While an iterator of matches lives, the bytearray it searches cannot change its size (library, re).
# differs: it can, since no buffer is held between two matches; the search stays within the length that it began with
import re

text = bytearray(b"a b")
matches = re.finditer(b"[ab]", text)
next(matches)
try:
    text.extend(b" a")
except BufferError as error:
    print(error)
print([match.start() for match in matches])
