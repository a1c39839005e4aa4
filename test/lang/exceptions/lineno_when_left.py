# f_lineno of a frame that an exception has left: where it was raised last, through handlers, finally and with.
def lines(f):
    try:
        f()
    except Exception as e:
        t = e.__traceback__.tb_next
        while t:
            print(f.__name__, t.tb_frame.f_lineno - t.tb_frame.f_code.co_firstlineno,
                  t.tb_lineno - t.tb_frame.f_code.co_firstlineno)
            t = t.tb_next
class Noop:
    def __enter__(self): return self
    def __exit__(self, *a): pass
class Fails(Noop):
    def __exit__(self, *a):
        raise ValueError
def in_except():
    try:
        1/0
    except:
        1/0
        pass
def other_except():
    try:
        1/0
    except TypeError as ex:
        pass
def named():
    try:
        1/0
    except Exception as ex:
        1/0
        pass
def in_try():
    try:
        1/0
    finally:
        pass
def in_finally():
    try:
        1/0
    finally:
        1/0
        pass
def after_with():
    with Noop():
        1/0
        pass
def exit_fails():
    with Fails():
        1/0
def again():
    try:
        1/0
    except ZeroDivisionError:
        pass
        raise
def nested():
    with Noop():
        try:
            with Noop():
                1/0
        except OSError:
            pass
for f in in_except, other_except, named, in_try, in_finally, after_with, exit_fails, again, nested:
    lines(f)
