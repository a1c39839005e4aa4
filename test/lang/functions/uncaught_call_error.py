# An uncaught call error prints a traceback through the calling frames and exits 1 (6.3.4).
def inner(a, b):
    return a + b

def middle(x):
    print("middle", x)
    return inner(x)

def outer():
    try:
        return middle(5)
    finally:
        print("cleanup runs first")

outer()
