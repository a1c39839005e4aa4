# powers whose steps leave the range of exponents on either side
from decimal import Context, Decimal, MAX_EMAX, MIN_EMIN

c = Context(prec=9, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
for a, b in (("1E+999999999999999999", 2), ("-1E+999999999999999999", 3), ("1E-999999999999999999", 3),
             ("9E+600000000000000000", 2), ("2E-600000000000000000", 3), ("10", 10**18),
             ("1.5E-500000000000000001", 2), ("9.99", 999999999), ("0", 3)):
    c.clear_flags()
    print(a, b, c.power(Decimal(a), Decimal(b)), sorted(f.__name__ for f, on in c.flags.items() if on))
