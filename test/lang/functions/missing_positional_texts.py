# A call that lacks positional arguments names all of them in the error, joined by commas and "and" (6.3.4).
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def four(a, b, c, d=1): pass

class K:
    def m(self, x, y): pass
    def n(): pass

def show(fn, *a, **k):
    try:
        fn(*a, **k)
        print("ok")
    except TypeError as e:
        print(e)

show(one)
show(two)
show(two, 1)
show(three)
show(three, b=1)
show(four)
show(four, 1, 2)
show(K().m)
show(K().m, 1)
show(K.m)
show(K().n)
show(K.n)
