# An uncaught error deep in delegated generators shows every generator frame (PEP 380).
def leaf(n):
    yield n
    yield 10 // n

def branch(items):
    for n in items:
        yield from leaf(n)

def main():
    for v in branch([5, 0]):
        print(v)

main()
