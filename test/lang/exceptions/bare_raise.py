# A bare raise re-raises the exception being handled, the innermost active one, with its traceback (7.8).
def depth(tb):
    n = 0
    while tb:
        n, tb = n + 1, tb.tb_next
    return n
def f():
    try:
        raise ValueError("v")
    except ValueError:
        try:
            raise KeyError("k")
        except KeyError:
            pass
        raise
try:
    f()
except ValueError as e:
    print(e, e.__context__, depth(e.__traceback__))
def g():
    try:
        raise ValueError("v")
    except ValueError as e:
        try:
            raise KeyError("k")
        except KeyError:
            raise e
try:
    g()
except ValueError as e:
    print(e, repr(e.__context__), e.__context__.__context__)
def h():
    try:
        raise ValueError("v")
    finally:
        try:
            raise
        except ValueError as e:
            print("inner saw", e)
try:
    h()
except ValueError as e:
    print("outer saw", e)
def k():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            raise
        except Exception:
            print("not tried")
    except ArithmeticError as e:
        print("outer", e)
k()
