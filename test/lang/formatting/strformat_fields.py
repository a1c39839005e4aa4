# str.format: automatic and manual numbering, attributes, items, nesting, conversions (library, format strings).
class P:
    x, y = 1, [10, {"k": "deep"}]
    def __getitem__(self, k): return f"item {k!r}"
p = P()
print("{} {} {}".format(1, "a", None), "{0} {1} {0}".format("x", "y"), "{a} {b}".format(a=1, b=2),
      "{} {a} {}".format(1, 2, a=3), "{{}} {{{}}} }}{{".format(5))
print("{0.x} {0.y[0]} {0.y[1][k]} {0[key]} {0[5]} {0[-1]} {0[a b]}".format(p),
      "{.x} {[0]}".format(p, "seq"), "{a.x} {b[k]} {c[0][1]}".format(a=p, b={"k": 1}, c=[[1, 2]]))
print("{!r} {!s} {!a}".format("é", "é", "é"), "{0!r:>5}|{0:>5}|{0!s:^5}|".format("a"))
print("{:{}} {:{w}.{p}f} {:{}{}{}}|".format("a", 5, 3.14159, "b", "*", "^", 7, w=8, p=2),
      "{0:{1}} {0:{w}}|".format("x", ">4", w="<3"), "{:{a[0]}}|".format("z", a=[">3"]))
print("{0}{1}".format(*"ab"), "{k}".format(**{"k": "v"}), "{a}{a}".format(a="r"), "{}".format(()),
      "{0[0]}".format([[]]), "".format(1, 2), "{}".format("{}"), "{0}".format("{0}"))
print("{:>10}|{:<10}|{:^10}|{:=+10}".format(1, 2, 3, 4),
      "{:,} {:_} {:.2%} {:e} {:x} {:c} {:b}".format(1234567, 1234567, 0.256, 1e5, 255, 65, 5))
print("{a[0]}".format(a={0: "int key"}), "{a[x]}".format(a={"x": "str key"}),
      "{a.real}".format(a=5), "{0.__class__.__name__}".format(1.5))
print("{:%Y}".format(type("D", (), {"__format__": lambda s, f: "fmt:" + f})()),
      "{:a{}b}".format(type("D", (), {"__format__": lambda s, f: f})(), "X"), str.format("{}", 1))
