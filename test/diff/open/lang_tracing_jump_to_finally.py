# A jump from an except clause to the finally clause of the same try (library, inspect).
# differs: the jump goes to the finally clause as it runs when the exception goes on, since the clause stands there twice
import sys


def f():
    try:
        1 / 0
    except ZeroDivisionError:
        print("except")
        print("skipped")
    finally:
        print("finally")
    print("after")


def tracer(frame, event, arg):
    if frame.f_code is f.__code__ and event == "line" and frame.f_lineno == f.__code__.co_firstlineno + 5:
        frame.f_lineno += 2
    return tracer


sys.settrace(tracer)
try:
    f()
except ZeroDivisionError as error:
    print(error)
sys.settrace(None)
