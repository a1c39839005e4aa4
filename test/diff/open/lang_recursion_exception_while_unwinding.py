# finally and with blocks run while a RecursionError unwinds, and may fail again (library, exceptions).
# differs: the recursion limit counts generators differently
count = {"finally": 0, "exit": 0, "except": 0}
def f(n):
    try:
        f(n + 1)
    finally:
        count["finally"] += 1
try:
    f(0)
except RecursionError as e:
    print("unwound", count["finally"] > 500)
class CM:
    def __enter__(self): return self
    def __exit__(self, *a): count["exit"] += 1
def g(n):
    with CM(): g(n + 1)
try:
    g(0)
except RecursionError:
    print("exits", count["exit"] > 300)
def h(n):
    try:
        return h(n + 1)
    except RecursionError:
        count["except"] += 1
        raise ValueError(n) from None
    except ValueError as e:
        return ("caught at", n > 300)
print(h(0), count["except"])
def k(n):
    try:
        k(n + 1)
    except RecursionError as e:
        if n < 3: print("level", n, type(e).__name__)
        raise
try:
    k(0)
except RecursionError as e:
    tb, n = e.__traceback__, 0
    while tb: tb, n = tb.tb_next, n + 1
    print(n > 500)
def gen(n):
    try:
        yield from gen(n + 1)
    finally:
        count["finally"] += 1
try:
    next(gen(0))
except RecursionError:
    print("generator")
print([i for i in range(3)], "usable")
