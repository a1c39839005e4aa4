# A traceback grows at the front as the exception passes frames, and again on each re-raise (3.2).
def names(e):
    out, t = [], e.__traceback__
    while t:
        out.append(f"{t.tb_frame.f_code.co_name}:{t.tb_lineno}")
        t = t.tb_next
    return out
def inner(): raise ValueError
def middle():
    try:
        inner()
    except ValueError as e:
        print(names(e))
        raise
def outer():
    try:
        middle()
    except ValueError as e:
        print(names(e))
        raise e
try:
    outer()
except ValueError as e:
    print(names(e))
    kept = e
try:
    raise kept
except ValueError as e:
    print(names(e))
def gen():
    try:
        yield
    except ValueError as e:
        print(names(e))
        raise
g = gen(); next(g)
try:
    g.throw(ValueError("in gen"))
except ValueError as e:
    print(names(e))
