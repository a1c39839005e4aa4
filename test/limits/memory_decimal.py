# Decimals of a billion digits.
# ends: done
# grants: files
# prints: caught
# prints: caught
# prints: caught
# prints: caught
# prints: caught
import decimal
c = decimal.Context(prec=decimal.MAX_PREC, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN)
for f in (lambda: c.divide(1, 3), lambda: c.sqrt(decimal.Decimal(2)), lambda: c.quantize(decimal.Decimal(1), decimal.Decimal('1e-999999999')),
          lambda: format(decimal.Decimal('1e999999999'), 'f'), lambda: int(decimal.Decimal('1e999999999'))):
    try: f()
    except (MemoryError, decimal.InvalidOperation): print('caught')
