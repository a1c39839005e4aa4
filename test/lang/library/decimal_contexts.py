# Contexts: signals and traps, local contexts, templates, pickling, what is refused.
import copy
import pickle
from decimal import *

c = Context(prec=3, traps=[Inexact], flags=[Clamped])
print(c, c.traps[Inexact], list(c.flags) == list(c.traps), len(c.flags))
for f in (
    lambda: c.divide(1, 3),
    lambda: c.divide(1, 0),
    lambda: c.create_decimal("1 "),
    lambda: c.create_decimal("1_0"),
    lambda: c.flags.__delitem__(Inexact),
    lambda: c.flags.__setitem__(int, 1),
    lambda: setattr(c, "prec", 0),
    lambda: setattr(c, "prec", "3"),
    lambda: setattr(c, "rounding", "up"),
    lambda: setattr(c, "flags", []),
    lambda: delattr(c, "Emax"),
    lambda: Context(traps=[ConversionSyntax]),
    lambda: localcontext(precision=3),
    lambda: setcontext(3),
    lambda: Decimal(1).exp(context=3),
    lambda: Decimal("1").quantize(1, rounding="x"),
    lambda: Decimal((1, (1, 10), 0)),
    lambda: Decimal(1) + 1.5,
    lambda: hash(Decimal("sNaN")),
    lambda: int(Decimal("-Infinity")),
    lambda: round(Decimal("1.25"), "x"),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(c.flags)
d = pickle.loads(pickle.dumps(c))
print(d, d.flags == c.flags, copy.copy(c).traps == c.traps)
print(pickle.loads(pickle.dumps(Decimal("-1.50E+7"))), copy.deepcopy(Decimal("NaN5")))
before = getcontext()
with localcontext(ExtendedContext, prec=5, rounding=ROUND_UP) as e:
    print(getcontext() is e, Decimal(1) / 3, Decimal(-1) / 0, e.flags[DivisionByZero])
print(getcontext() is before, ExtendedContext.flags[Inexact])
setcontext(BasicContext)
print(getcontext() is BasicContext, getcontext().traps[Clamped])


class Money(Decimal):
    pass


m = Money("2.50")
print(type(m), type(m + 1), type(-m), m == Decimal("2.5"), Money.from_float(0.5), repr(m))
print(Decimal("1.5") == 1.5, Decimal("1.1") < 1.1, Decimal(2) == 2 + 0j)
print(getcontext().flags[FloatOperation], DivisionUndefined.__mro__)
