# An uncaught RecursionError prints the first frames, a repeat count and the message (library, exceptions).
import sys

def countdown(n):
    if n % 100 == 0:
        print("at", n)
    return countdown(n - 1) + 1

sys.setrecursionlimit(60)
countdown(5)
