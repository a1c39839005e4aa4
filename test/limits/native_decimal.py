# Decimals of many digits.
# ends: stop
# memory: 512M
# grants: files
# time: 0.03
import decimal
decimal.getcontext().prec = 3000000
x = decimal.Decimal(2).sqrt()
while True: x = x * x / 3
