# Literal patterns compare with ==, None True False by identity (8.6.4.2).
def f(x):
    match x:
        case 0: return "zero"
        case -1: return "minus one"
        case 1.5: return "float"
        case "a" "b": return "str ab"
        case b"x": return "bytes"
        case None: return "none"
        case True: return "true"
        case False: return "false"
        case 1 + 2j: return "complex"
        case -3 - 1j: return "neg complex"
        case 1: return "one"
        case _: return "other"
for v in (0, -1, 1.5, "ab", b"x", None, True, False, 1 + 2j, -3 - 1j, 1, 1.0, 0.0, "", [], "x",
          -1.0, 2):
    print(repr(v), f(v))
class Eq:
    def __eq__(self, o):
        print("eq with", repr(o))
        return o == 1.5
print(f(Eq()))
