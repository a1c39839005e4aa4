# Bitwise operators work on two's complement of unbounded width (6.8, 6.9).
big = 0xF0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0
vals = (0, 1, -1, 5, -6, 2 ** 31, -2 ** 31, 2 ** 63, -2 ** 63 - 1, big, -big)
for a in vals:
    print(hex(a), ~a, a & 0xFF, a | 0xFF, a ^ 0xFF, a & -256, a | -256, a ^ -1 == ~a)
print([hex(a & b) for a in vals[4:] for b in vals[7:]])
print([hex(a | b) for a in vals[4:] for b in vals[7:]])
print([hex(a ^ b) for a in vals[4:] for b in vals[7:]])
for s in (0, 1, 29, 30, 31, 32, 63, 64, 65, 200):
    print(s, 1 << s, -1 << s, -1 >> s, (big << s) >> s == big, -big >> s, big >> s, -5 >> s)
print(0 << 10 ** 6, 0 >> 10 ** 30, 1 >> 10 ** 30, -1 >> 10 ** 30, 5 >> 2 ** 70)
for src in ("1 << -1", "1 >> -1", "1 << 10 ** 30", "1.0 << 1", "1 & 1.0", "1 | None", "'a' ^ 1",
            "~'a'", "1 << '1'", "0 << 10 ** 30", "True << True", "~True", "5 & True"):
    try:
        print(src, eval(src))
    except (TypeError, ValueError, OverflowError, MemoryError) as e:
        print(src, "->", type(e).__name__, e)
