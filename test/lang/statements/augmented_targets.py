# Augmented assignment evaluates its target's parts once and works on names, attributes, items and slices (7.2.1).
n = 0
def idx():
    global n
    n += 1
    return 1
l = [1, 2, 3, 4]
l[idx()] += 10
l[idx():] += [9]
l[:1] *= 3
print(l, n)
class A:
    c = 5
    def __init__(self): self.v = 1
a = A()
a.v += 1
a.c += 1
print(vars(a), A.c)
d = {"k": [1]}
d["k"] += [2]
d["k"][0] -= 1
print(d)
t = ([1],)
try:
    t[0] += [2]
except TypeError as e:
    print(e, t)
s = "ab"
try:
    s[0] += "x"
except TypeError as e:
    print(e)
try:
    undefined += 1
except NameError as e:
    print(e)
try:
    d["missing"] += 1
except KeyError as e:
    print("KeyError", e)
x = y = [1]
x += [2]
y = y + [3]
print(x, y)
(x) += [4]
m = {}; m[1, 2] = 5; m[1, 2] **= 2
print(x, m)
