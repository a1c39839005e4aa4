# patterns over bytes, bytearray and memoryview; results are bytes
import re

p = re.compile(rb"(\w+)\s(\w+)?")
for data in [b"ab cd", bytearray(b"ab cd"), memoryview(b"ab cd"), memoryview(b"xab cdx")[1:-1]]:
    m = p.match(data)
    print(m.group(), m.groups(), m.span(2), type(m.group()).__name__, p.findall(data), p.split(data), p.sub(rb"\2-\1", data))
b = bytearray(b"one two")
m = p.match(b)
b[:3] = b"ONE"
print(m.group(1), m.string is b)
del b[4:]
print(m.group(2), m.group(0))
print(re.findall(rb"[\x80-\xff]+", bytes(range(120, 140))), re.search(rb"\xc3.", "é".encode()))
print(re.sub(rb"x", b"", b"abc"), re.match(rb"(?L:\w)", b"a"), re.search(b".", b"\n"), re.search(b"(?s).", b"\n"))
