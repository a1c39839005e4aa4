# Failing for iterables, unpacking, with, del, raise and augmented assignment mark their own part (PEP 657).
def attempt(f):
    try:
        f()
    except Exception as e:
        tb = e.__traceback__.tb_next
        lines = list(tb.tb_frame.f_code.co_positions())
        pos = lines[tb.tb_lasti // 2]
        print(type(e).__name__, tb.tb_lineno, pos)
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
    raise ValueError("v") from TypeError
def t7():
    assert 1 == 2, "msg"
def t8():
    return [y.bad for y in (1,)]
def t9():
    x = 1; x.y.z = 2
def t10():
    print(f"{1 + 1} {undefined!r} tail")
def t11():
    return -"s" if not None else 0
for f in (t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11):
    attempt(f)
