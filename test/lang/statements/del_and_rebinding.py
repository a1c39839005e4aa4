# Names can be deleted and bound again; deletion during loops and in class bodies works (7.5).
x = 1
del x
try:
    x
except NameError as e:
    print(e)
x = 2
print(x)
def f(a):
    b = a
    del a
    a = b + 1
    del b
    try:
        b
    except UnboundLocalError as e:
        return a, str(e)
print(f(1))
for i in range(3):
    print(i, end=" ")
    del i
print("i" in globals())
class K:
    a = 1
    b = a
    del a
    for q in range(2): pass
    del q
    try:
        del zz
    except NameError as e:
        msg = str(e)
print(hasattr(K, "a"), K.b, K.msg)
def g():
    for v in [1, 2]:
        del v
    try:
        del v
    except UnboundLocalError as e:
        print(e)
g()
def h(flag):
    if flag: y = 1
    del y
    return "deleted"
print(h(1))
try:
    h(0)
except UnboundLocalError as e:
    print(e)
l = [1, 2, 3]
for e in l[:]:
    del l[0]
print(l)
