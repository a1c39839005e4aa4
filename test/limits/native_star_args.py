# Calls with very many arguments.
# ends: stop
# memory: 512M
# time: 0.03

def f(*a, **k): pass
t = (1,) * 200000
d = {f"k{i}": i for i in range(20000)}
while True:
    f(*t)
    f(**d)
