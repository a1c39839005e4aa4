# Formatting puts numbers and texts together the same way whatever way it is asked for.
ints = [0, 7, -1, 10, 99, -100, 12345, 2**30, 2**31, 2**46, -(2**47), 2**47, 2**63, 10**30, True]
floats = [0.0, -0.0, 1.0, -2.5, 1e16, 1e-7, 1 / 3, float("inf"), float("-inf"), float("nan")]
texts = ["", "a", "word", "é", "∀x", "x" * 200]

for v in ints + floats + texts:
    one = f"{v}"
    forms = {
        str(v), "%s" % (v,), f"{v!s}", "{}".format(v), "{0}".format(v), "{x}".format(x=v),
        f"<{v}>"[1:-1], f"{v}{v}"[: len(one)], "".join([str(v)]), format(v), format(v, ""),
    }
    assert forms == {one}, forms
    assert f"{v!r}|{v!a}" == repr(v) + "|" + ascii(v)

for v in ints:
    assert "%d|%i|%u" % (v, v, v) == f"{v:d}|{v:d}|{v:d}"
    assert "%x %X %o" % (v, v, v) == f"{v:x} {v:X} {v:o}"
    assert "%#x %#X %#o" % (v, v, v) == f"{v:#x} {'-' * (v < 0)}0X{abs(v):X} {v:#o}"
print("%5d|%-5d|%05d|%+d|% d|%.4d|%8.3d|%-8.3d|" % (42, 42, 42, 42, 42, 42, -42, -42))
print("%08x|%#10x|%-#10o|%+X|%.0d" % (-255, 255, 8, 171, 0))
print("%s|%10s|%-10s|%.2s|%5.1s|%r" % (12345, 1.5, -7, 1234, 9.75, 2**60))
print("%s" % 5, "%d%%" % 5, "a%sb%sc" % (1, 2.0), "é%sé%d" % ("ü", 3), b"%d-%s-%x" % (5, b"q", 255))

n, x, s = 12, 0.5, "t"
many = f"{n}{x}{s}{n}{x}{s}{n}{x}{s}{n}{x}{s}{n}{x}{s}{n}{x}{s}{n}{x}{s}{n}{x}{s}{n}{x}{s}{n}{x}{s}"
assert many == "120.5t" * 10
print(many, f"{n}" f"{n}", f"é{n}∀{x}", f"{''}{''}" == "", f"{n:>{n}}|{x:{n}.{3}f}")
print(f"{n:05d}|{-n:05}|{n:,}|{1234567:,}|{1234567:_}|{255:#06x}|{255:^9b}|{n:+}|{x:.3f}|{x:+.1e}|{x:%}")
print(f"{n:é^9}|{s:é>5}|{s:<3}|{x:*^9}|{2**70:,}|{-(2**70):=+30}|{1e6:,.2f}|{'%'}")
print("{:>4}{:<4}{!r:^5}{:.1f}".format(1, 2, "a", 2), "{0:{1}}".format(3, 4), "{}{}".format(1.5, -3))


class Odd(int):
    def __str__(self):
        return "odd"

    def __format__(self, spec):
        return "formatted " + spec


o = Odd(3)
print(f"{o}", f"{o}{o}", "%s %d" % (o, o), "{} {!s}".format(o, o), f"{o:x}", str(o))
for bad in ("%d" , "%x"):
    for v in ("a", None, 1.5):
        try:
            print(bad % v)
        except TypeError as e:
            print(e)
