#!/usr/bin/python3.11
# SPDX-License-Identifier: MIT
"""CPU time of decimal arithmetic: run it with Krait and with CPython and compare the lines."""

import time
from decimal import Decimal, ROUND_DOWN, getcontext, localcontext


def pi_digits(n):
    """Digits of pi by a continued series, as decimals of 1000 digits."""
    with localcontext() as c:
        c.prec = n
        lasts, t, s, k, na, d, da = 0, Decimal(3), Decimal(3), 1, 0, 0, 24
        while s != lasts:
            lasts = s
            k, na = k + na, na + 8
            d, da = d + da, da + 32
            t = (t * k) / d
            s += t
        return +s


def telco(n):
    """Calls are priced, rounded and taxed."""
    cent, total = Decimal("0.01"), Decimal(0)
    rate, tax, dist = Decimal("0.0013"), Decimal("0.0675"), Decimal("0.0341")
    for i in range(n):
        price = (Decimal(i % 977) * rate).quantize(cent)
        due = price + (price * tax).quantize(cent, ROUND_DOWN)
        if i & 1:
            due += (price * dist).quantize(cent, ROUND_DOWN)
        total += due
    return total


def functions(n):
    with localcontext() as c:
        c.prec = 1000
        x = Decimal(2)
        for _ in range(n):
            x = (x.sqrt().exp().ln() + Decimal("1.5")).normalize()
        return x


def products(n):
    with localcontext() as c:
        c.prec = 10**6
        x = Decimal(7) ** n
        return x * x


def text(n):
    return sum(len(str(Decimal("%d.%02d" % (i, i % 100)))) for i in range(n))


def main():
    getcontext().prec = 28
    rows = ((pi_digits, 1000), (telco, 100000), (functions, 20), (products, 100000), (text, 100000))
    for f, n in rows:
        start = time.process_time()
        f(n)
        print("%-10s %8.3f s" % (f.__name__, time.process_time() - start))


main()
