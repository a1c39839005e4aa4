# Imports, definitions and calls mark their own failing part; all are shown as one chain of contexts (PEP 657).
def t1():
    for x in 1 + 4: pass
def t2():
    a, (b, c) = 1, [2]
def t3():
    with open("/dev/null") as f, 5 as g: pass
def t4():
    d = {}; del d["x"]
def t5():
    x = [1]; x[0] += "s"
def t6():
    raise ValueError("v") from TypeError("cause")
def t7():
    assert 1 == 2, "msg"
def t8():
    return [y.bad for y in (1,)]
def t9():
    x = 1; x.y.z = 2
def t10():
    import no_such_module_here
def t11():
    @undefined_decorator
    def f(): pass
def t12():
    class C(undefined_base): pass
def t13():
    def f(a=undefined_default): pass
def t14():
    print("a", *5, end="")

def run(tests):
    try:
        tests[0]()
    except Exception as e:
        print(type(e).__name__)
        if len(tests) == 1:
            raise
        run(tests[1:])

run([t8, t9, t10, t11, t12, t13, t14])
