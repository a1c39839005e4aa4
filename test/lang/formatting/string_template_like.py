# A small formatter combines str.format parsing by hand with join, ljust, expandtabs and translate (library, str).
rows = [("name", "qty", "price"), ("apple", 3, 1.5), ("kiwi", 12, 0.25), ("watermelon", 1, 10.0)]
widths = [max(len(str(r[i])) for r in rows) for i in range(3)]
for i, r in enumerate(rows):
    cells = [f"{c:<{w}}" if isinstance(c, str) else f"{c:>{w}}" for c, w in zip(r, widths)]
    print(" | ".join(cells).rstrip() + "|")
    if i == 0: print("-+-".join("-" * w for w in widths))
print(f"{'total':<{widths[0]}} {sum(r[1] for r in rows[1:]):>{widths[1]}} {sum(r[1] * r[2] for r in rows[1:]):>{widths[2]}.2f}")
print("a\tbc\tdef\tg".expandtabs(), "a\tb".expandtabs(4), "\t\t|".expandtabs(2),
      "a\nb\tc".expandtabs(), "日\tx".expandtabs(4), "ab\t".expandtabs(0), "a\t".expandtabs(1) + "|",
      "x\r\ty".expandtabs(3).encode())
def table(d, indent=0):
    for k, v in d.items():
        if isinstance(v, dict):
            print(f"{'':{indent}}{k}:")
            table(v, indent + 2)
        else:
            print(f"{'':{indent}}{k:.<{12 - indent}}{v!r:>8}")
table({"a": 1, "b": {"c": "x", "d": {"e": None, "f": 2.5}}, "g": [1]})
print("{0:{fill}{align}{width}{type}}".format(255, fill="*", align="^", width=10, type="x"),
      "%-*s%*s" % (6, "l", 6, "r"), "\n".join(f"{n:>3}{n ** 2:>5}{n ** 3:>6}" for n in (1, 5, 12)))
