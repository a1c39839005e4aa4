# Carets mark the failing call among nested calls; a caret line over the whole line is left out (PEP 657).
def ident(x):
    return x

def boom(x, y=0):
    raise RuntimeError(f"boom {x} {y}")

def whole():
    boom(1)

def part():
    return ident(1) + ident(boom(ident(2), y=ident(3))) + ident(4)

try:
    whole()
except RuntimeError as e:
    print(e)
print(ident(part()))
