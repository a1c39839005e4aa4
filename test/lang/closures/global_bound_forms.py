# global applies to every binding form: for, import, def, class, with, except, walrus (7.12).
def f():
    global i, sys, g, K, w, s, n
    for i in range(4):
        pass
    import sys
    def g(): return "g"
    class K: pass
    class CM:
        def __enter__(self): return "entered"
        def __exit__(self, *a): return False
    with CM() as w:
        pass
    (s := "walrus")
    for n, *_ in [(1, 2, 3)]:
        pass

f()
print(i, sys.__name__, g(), K.__name__, K.__qualname__, w, s, n)
def e():
    global err
    err = "before"
    try:
        1 / 0
    except ZeroDivisionError as err:
        pass
e()
print("err" in globals())
