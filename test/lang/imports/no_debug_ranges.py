# options: -X no_debug_ranges
# Code keeps lines without columns, and tracebacks have no marks.
def f(x):
    return (x +
            1 / x)

print({p for p in f.__code__.co_positions() if p[0] == 5})
try:
    f(0)
except ZeroDivisionError as e:
    print(e.__traceback__.tb_next.tb_lineno)
f(0)
