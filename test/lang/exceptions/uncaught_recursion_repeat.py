# Repeated identical frames are shown three times and then counted (library, traceback).
def down(n):
    if n == 0:
        raise ValueError("bottom")
    return down(n - 1)

def ping(n):
    return pong(n - 1)

def pong(n):
    if n < 0:
        raise KeyError(n)
    return ping(n)

try:
    ping(3)
except KeyError as e:
    print(e)
down(12)
