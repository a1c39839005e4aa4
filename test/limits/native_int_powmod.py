# pow with a long modulus.
# ends: stop
# time: 0.03

x = (1 << 200000) - 1
pow(3, x, x + 2)
