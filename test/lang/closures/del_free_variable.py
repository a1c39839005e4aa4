# Deleting a cell variable makes inner reads fail with a NameError about a free variable (7.5).
def f():
    x = 1
    def g():
        return x
    print(g())
    del x
    try:
        g()
    except NameError as e:
        print(type(e).__name__, e)
    try:
        x
    except NameError as e:
        print(type(e).__name__, e)
    x = 2
    print(g())
f()

def early():
    def g():
        return later
    try:
        g()
    except NameError as e:
        print(type(e).__name__, e)
    later = "now"
    return g()
print(early())

def remover():
    v = 1
    def rm():
        nonlocal v
        del v
    rm()
    try:
        rm()
    except NameError as e:
        print(e)
remover()
