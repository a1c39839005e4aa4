# _sre.compile checks what it is given
import _sre

print(_sre.MAGIC, _sre.CODESIZE, _sre.MAXREPEAT, _sre.MAXGROUPS, _sre.getcodesize())
print([_sre.ascii_iscased(c) for c in (64, 65, 122, 233)], [_sre.unicode_iscased(c) for c in (64, 65, 233, 0x4e2d)])
print(_sre.ascii_tolower(65), _sre.ascii_tolower(201), _sre.unicode_tolower(201), _sre.unicode_tolower(0x130))
codes = [[], [1], [16, 97, 1], [16], [17, 0, 1], [15, 1, 1], [7, 5, 16, 97, 15, 2, 0, 1], [7, 5, 16, 97, 15, 9, 0, 1], [24, 6, 0, 1, 2, 1, 1],
         [24, 6, 2, 1, 2, 1, 1], [24, 9, 0, 1, 2, 1, 1], [13, 4, 16, 97, 0, 1], [13, 4, 16, 97, 1, 1], [6, 12, 1], [6, 11, 1], [11, 0, 1], [99, 1],
         [23, 5, 0, 1, 16, 97, 18, 1], [23, 5, 0, 1, 16, 97, 16, 1], [4, 5, 0, 16, 97, 1, 1], [14, 4, 0, 0, 0, 1], [14, 9, 0, 0, 0, 1]]
for code in codes + [[1 << 32], [-1], ["a"], (1,)]:
    try:
        p = _sre.compile("x", 0, code, 0, {}, ())
        print(code, p.match("a"))
    except Exception as e:
        print(code, type(e).__name__, e)
for args in [("x", 0, [1], 0, 3, ()), ("x", 0, [1], 0, {}, 3), ("x", "", [1], 0, {}, ()), ("x", 0, [1], -1, {}, ()), (3, 0, [1], 0, {}, ())]:
    try:
        print(_sre.compile(*args))
    except Exception as e:
        print(type(e).__name__, e)
