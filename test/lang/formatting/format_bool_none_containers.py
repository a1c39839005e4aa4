# Types without own format accept only the empty spec; bool and int subclasses have theirs (built-in functions, format).
for v in (None, [], {}, (), set(), object, len, b"x", bytearray(), range(2), ..., NotImplemented,
          Exception("e"), slice(1), iter, {}.keys()):
    out = []
    for spec in ("", "s", "5", ">5"):
        try:
            out.append(format(v, spec))
        except TypeError as e:
            out.append(str(e))
    print(out)
print(f"{True:5}|{True!s:5}|{True:<5}|{False:05}|{True:x}|{True:.1f}|{True:e}", f"{True}",
      "%d %s %5s|" % (True, True, True), format(True, ""), format(1, ""),
      "{:>6}|{!s:>6}|".format(True, True))
class I(int): pass
class F(float): pass
class S(str): pass
print(f"{I(5):03}{F(1.5):.2f}{S('a'):>3}", f"{I(5)}{F(1.5)}{S('q')}",
      "%d %f %s" % (I(1), F(2), S("z")), format(I(255), "x"), "{:,}".format(I(10000)))
class IR(int):
    def __repr__(self): return "IR"
    def __format__(self, s): return "IF" + s
print(f"{IR(1)}{IR(1):d}{IR(1)!r}{IR(1)!s}", "%d %s %r %x" % (IR(1), IR(1), IR(1), IR(17)),
      "{}".format(IR(2)), str(IR(3)), [IR(4)], f"{[IR(5)]}")
