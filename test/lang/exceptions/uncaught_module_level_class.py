# Frames of class bodies and lambdas carry their names in tracebacks (library, traceback).
make = lambda v: {"value": (lambda w: w.strip())(v)}
class Config:
    good = make(" a ")
    print(good)
    class Inner:
        items = [make(x) for x in (" b ", 3)]
