# Too many positional arguments: the text depends on defaults and on keyword-only arguments given (6.3.4).
def none(): pass
def one(a): pass
def opt(a, b=1): pass
def opts(a=0, b=1, c=2): pass
def kwo(a, *, k=0): pass
def kwo2(a, b=2, *, k, m=1): pass

class K:
    def m(self): pass

def show(fn, *a, **k):
    try:
        fn(*a, **k)
        print("ok")
    except TypeError as e:
        print(e)

show(none, 1)
show(none, 1, 2)
show(one, 1, 2)
show(opt, 1, 2, 3)
show(opts, 1, 2, 3, 4)
show(kwo, 1, 2)
show(kwo, 1, 2, k=3)
show(kwo2, 1, 2, 3, k=1)
show(kwo2, 1, 2, 3, k=1, m=2)
show(K().m, 1)
show(lambda x: x)
