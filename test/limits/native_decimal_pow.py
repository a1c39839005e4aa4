# exp and ln of decimals of many digits.
# ends: stop
# memory: 512M
# grants: files
# time: 0.03
import decimal
decimal.getcontext().prec = 100000
decimal.Decimal(3).exp().ln()
