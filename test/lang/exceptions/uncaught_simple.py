# An uncaught exception prints a traceback with file, line, function, source and carets (PEP 657).
def divide(a, b):
    return a / b + 1

def main(values):
    total = 0
    for v in values:
        total += divide(10, v)
    return total

print(main([1, 2]))
print(main([5, 0]))
