# The name after as is unbound when the handler ends, however it ends (8.4.1).
e = "outer"
try:
    1 / 0
except ZeroDivisionError as e:
    saved = e
print("e" in globals(), saved)
def f(how):
    for _ in range(1):
        try:
            raise ValueError(how)
        except ValueError as err:
            if how == "del":
                del err
            elif how == "rebind":
                err = 5
            elif how == "continue":
                continue
            elif how == "return":
                return "err" in locals()
            elif how == "raise":
                try:
                    raise KeyError
                except KeyError as err:
                    pass
    try:
        return err
    except UnboundLocalError as x:
        return str(x)
for how in ("plain", "del", "rebind", "continue", "return", "raise"):
    print(how, f(how))
def g():
    try:
        raise ValueError("kept")
    except ValueError as err:
        keep = lambda: err
    try:
        keep()
    except NameError as x:
        print(type(x).__name__, x)
g()
