# An integer's decimal text takes time by the square of its length in CPython (library, int limits).
# differs: by design, long numbers are converted in halves: tests that want a slow conversion to measure skip themselves
import sys
import time

sys.set_int_max_str_digits(0)


def cost(digits):
    n = 10 ** digits - 1
    costs = []
    for _ in range(5):
        before = time.process_time()
        str(n)
        costs.append(time.process_time() - before)
    return min(costs)


print("16 times the digits, 170 times the time:", cost(320_000) > 170 * cost(20_000))
