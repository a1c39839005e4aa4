# Literals compare by value: -0.0, nan, big ints, bool against int, str against bytes (8.6.4.2).
nan = float("nan")
class C: NAN = nan
def f(v):
    match v:
        case C.NAN: return "nan never equals"
        case 0.0: return "zero"
        case 10000000000000000000000: return "big"
        case 1e22: return "float big"
        case -5: return "neg"
        case 0x10: return "hex"
        case 1_000: return "underscore"
        case 1j: return "imag"
        case "é": return "unicode"
        case b"\xff": return "bytes"
        case "multi" "part": return "joined"
        case """triple""": return "triple"
        case r"\n": return "raw"
        case _: return "other"
for v in (nan, -0.0, 0, False, 10 ** 22, 1e22, -5, -5.0, 16, 1000, 1j, complex(0, 1), "é", b"\xff",
          "multipart", "triple", "\\n", "\n", True, 16 + 0j):
    print(repr(v), f(v))
match True:
    case 1: print("True == 1")
match 1:
    case True: print("1 is True?")
    case 1: print("1 is not True")
match 0:
    case False: print("0 is False?")
    case None: print("none")
    case 0.0: print("zero")
