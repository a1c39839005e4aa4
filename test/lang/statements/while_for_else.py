# else of a loop runs when it ends without break, also with zero iterations; continue does not count (8.2, 8.3).
def w(n, stop):
    while n:
        n -= 1
        if n == stop: break
        if n == 1: continue
    else:
        return "else"
    return f"broke at {n}"
print(w(3, 5), w(3, 2), w(0, 0), w(3, 1), w(1, 0))
for i in []: pass
else: print("empty for else")
for i in range(3):
    for j in range(3):
        if j == i: break
    else:
        print("inner else", i)
        continue
    if i == 2: break
    print("next", i)
else:
    print("never")
for x in [1, 2]:
    pass
else:
    x = "else sees and rebinds"
print(x)
def f():
    for i in range(2):
        try:
            continue
        finally:
            pass
    else:
        return "for-else after continue"
print(f())
while True:
    break
else:
    print("never")
for x in range(5):
    if x == 3: break
    else: pass
else:
    print("never")
print(x)
try:
    for i in [0]:
        i / 0
    else:
        print("never on exception")
except ZeroDivisionError:
    print("zd")
