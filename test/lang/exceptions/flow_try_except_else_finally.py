# try runs else only without exception, finally always, in every combination (8.4).
def run(exc, ret):
    out = []
    def inner():
        try:
            out.append("try")
            if exc == "caught":
                raise ValueError
            if exc == "uncaught":
                raise KeyError
            if ret == "try":
                return "from try"
        except ValueError:
            out.append("except")
            if ret == "except":
                return "from except"
        else:
            out.append("else")
            if ret == "else":
                return "from else"
        finally:
            out.append("finally")
            if ret == "finally":
                return "from finally"
        out.append("after")
        return "end"
    try:
        out.append(inner())
    except KeyError:
        out.append("escaped")
    return out
for exc in ("none", "caught", "uncaught"):
    for ret in ("no", "try", "except", "else", "finally"):
        print(exc, ret, run(exc, ret))
