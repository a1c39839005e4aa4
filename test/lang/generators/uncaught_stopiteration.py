# The RuntimeError made from StopIteration is printed with its cause first (PEP 479).
def first(it):
    return next(it)

def pairs(it):
    while True:
        yield first(it), first(it)

for pair in pairs(iter([1, 2, 3])):
    print(pair)
