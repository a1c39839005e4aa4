# for targets stay bound after the loop, comprehension targets do not, except names vanish (8.3, 6.2.4, 8.4).
for i in range(3):
    pass
print(i)
for i in []:
    pass
print(i)
j = "kept"
print([j for j in "ab"], j)
e = "lost"
try:
    raise ValueError(1)
except ValueError as e:
    print(repr(e))
print("e" in globals())
def f():
    for k in "xy":
        for k in range(2):
            pass
    return k
print(f())
def g():
    for m in ():
        pass
    try:
        return m
    except NameError as err:
        return type(err).__name__
print(g())
for q, (r, *s) in [(1, (2, 3, 4))]: pass
print(q, r, s)
