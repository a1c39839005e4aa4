# Decimals of thousands of digits: products by transform, quotients in halves, roots, logarithms.
from decimal import Decimal, getcontext, localcontext


def show(x):
    s = str(x)
    print(len(s), s[:12], s[-30:], sum(ord(c) * (i % 9973 + 1) for i, c in enumerate(s)))


with localcontext() as c:
    c.prec = 120000
    a = Decimal(7) ** 60000
    b = Decimal(3) ** 51000 + 1
    show(a)
    show(a * a)
    show(a * b)
    show(a // b)
    show(a % b)
    show((a * b) // a - b)
with localcontext() as c:
    c.prec = 3000
    show(Decimal(2).sqrt())
    show(Decimal(2).exp())
    show(Decimal("0.99999").ln())
    show(Decimal(3).log10())
    show(Decimal(1) / 7)
    show(Decimal("1.5") ** Decimal("-2.25"))
c = getcontext()
for prec in range(1, 40, 3):
    c.prec = prec
    print(Decimal("1E-25").exp(), Decimal("1.0000000000000000000000001").ln())
    print(Decimal("999999999999").log10(), pow(Decimal(3), 10**9, 97 if prec > 1 else 7))
