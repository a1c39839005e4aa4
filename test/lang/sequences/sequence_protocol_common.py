# The common sequence operations agree across list, tuple, str, bytes and range (library, sequences).
seqs = {"list": list(range(97, 103)), "tuple": tuple(range(97, 103)), "str": "abcdef",
        "bytes": b"abcdef", "bytearray": bytearray(b"abcdef"), "range": range(97, 103),
        "memoryview": memoryview(b"abcdef")}
norm = lambda v: [ord(x) if isinstance(x, str) else x for x in v]
slices = [slice(*t) for t in ((None,), (2,), (1, 4), (None, None, 2), (None, None, -1), (4, 1, -2),
          (-3, None), (10, 20), (-100, 2))]
ref = None
for name, s in seqs.items():
    got = [norm(s[sl]) for sl in slices] + [norm(s), norm(reversed(s)), [len(s)],
            norm([s[0], s[-1], s[3]])]
    print(name, "same" if ref is None or got == ref else got)
    ref = ref or got
print(ref[2], ref[5])
for name, s in seqs.items():
    out = []
    for f in (lambda: s[6], lambda: s[-7], lambda: s["a"], lambda: s[1.5], lambda: s[::0],
              lambda: s.index(999) if name not in ("str", "memoryview") else s.index("z"),
              lambda: s + 5, lambda: s * "a", lambda: s.count()):
        try:
            out.append(repr(f()))
        except Exception as e:
            out.append(f"{type(e).__name__}: {e}")
    print(name, out, sep="\n  ")
print([min(s) for s in seqs.values()], [s == type(s)(s) for n,
      s in seqs.items() if n not in ("range",)], [sorted(s)[0] for s in seqs.values()],
      [bool(s) for s in seqs.values()], [bool(s[:0]) for s in seqs.values()])
