# Traceback objects link frames with line numbers and can be rebuilt (3.2).
import sys
def a(): b()
def b():
    x = 1
    c()
def c():
    raise ValueError("deep")
try:
    a()
except ValueError as e:
    tb = e.__traceback__
    t = tb
    while t:
        print(t.tb_frame.f_code.co_name, t.tb_lineno, t.tb_frame.f_lineno == t.tb_lineno,
              type(t.tb_lasti).__name__)
        t = t.tb_next
    print(tb.tb_next.tb_next.tb_frame.f_locals, type(tb).__name__)
    tb.tb_next = tb.tb_next.tb_next
    print(e.__traceback__.tb_next.tb_frame.f_code.co_name)
    T = type(tb)
    n = T(None, tb.tb_frame, tb.tb_lasti, 99)
    print(n.tb_lineno, n.tb_next)
    for bad in (lambda: T(), lambda: T(5, tb.tb_frame, 0, 1), lambda: setattr(tb, "tb_next", 5),
                lambda: setattr(tb, "tb_next", tb),
                lambda: setattr(tb, "tb_lineno", 1), lambda: T(None, None, 0, 1)):
        try:
            bad()
        except (TypeError, ValueError, AttributeError) as x:
            print(type(x).__name__, x)
    saved = e
try:
    raise saved.with_traceback(None)
except ValueError as e:
    print(e.__traceback__.tb_next)
