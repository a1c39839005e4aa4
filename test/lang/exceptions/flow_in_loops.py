# break and continue leave try blocks through finally in loops (8.4.4).
def run(where, how):
    out = []
    for i in range(3):
        try:
            out.append(f"t{i}")
            if where == "try" and i == 1:
                if how == "break": break
                continue
            if i == 1 and where in ("except", "fin-exc"):
                raise ValueError
        except ValueError:
            out.append("x")
            if where == "except":
                if how == "break": break
                continue
        else:
            out.append("e")
            if where == "else" and i == 1:
                if how == "break": break
                continue
        finally:
            out.append("f")
            if where == "finally" and i == 1:
                if how == "break": break
                continue
        out.append(f"end{i}")
    else:
        out.append("loop-else")
    return " ".join(out)
for where in ("none", "try", "except", "else", "finally"):
    for how in ("break", "continue"):
        print(where, how, "|", run(where, how))
