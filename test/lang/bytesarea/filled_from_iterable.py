# bytearray(iterable) grows as the iterable gives numbers; extend() takes them all first (library, bytearray).
b = bytearray()


def numbers(n):
    for i in range(n):
        yield i
        seen.append((len(b), b.__alloc__() > len(b)))


seen = []
b.__init__(numbers(4))
print(seen, b)
seen = []
b.extend(numbers(3))
print(seen, b)


def bad():
    yield 7
    yield 256


for fill in b.__init__, b.extend:
    try:
        fill(bad())
    except ValueError as error:
        print(error, b)
b.__init__("héh", "latin-1")
print(b)
view = memoryview(b)
for fill in b.__init__, b.extend:
    try:
        fill(iter([1]))
    except BufferError as error:
        print(error, b)
view.release()
b.__init__(b)
print(b, bytearray(bytearray(b"xy")), bytearray([1, 2]), bytearray(range(3)), bytearray(3))
