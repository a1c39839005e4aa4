# A chain of cause and context mixes both sentences, oldest first (library, exceptions).
def a():
    raise KeyError("first")

def b():
    try:
        a()
    except KeyError as e:
        raise ValueError("second") from e

def c():
    try:
        b()
    finally:
        print("in finally")
        raise TypeError("third")

c()
