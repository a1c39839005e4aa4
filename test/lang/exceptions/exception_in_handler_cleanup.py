# Nested handlers, finally and with clean up in order when a handler itself fails (8.4).
log = []
class CM:
    def __init__(self, n): self.n = n
    def __enter__(self): log.append("enter " + self.n)
    def __exit__(self, t, v, tb): log.append(f"exit {self.n} {t and t.__name__}")
def f():
    try:
        with CM("a"), CM("b"):
            try:
                log.append("body")
                raise ValueError
            except ValueError:
                log.append("handler")
                raise KeyError
            else:
                log.append("else")
            finally:
                log.append("inner finally")
                try:
                    raise OSError
                except OSError:
                    log.append("os handled")
    except KeyError as e:
        log.append(f"outer {type(e.__context__).__name__}")
        return "ret"
    finally:
        log.append("outer finally")
print(f())
print(*log, sep="\n")
def g():
    for i in range(3):
        try:
            try:
                if i: raise ValueError(i)
            finally:
                if i == 2: return "g returns"
        except ValueError as e:
            print("caught", e)
print(g())
