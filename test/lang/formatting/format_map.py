# format_map uses the mapping itself, so __missing__ works and positional fields fail (library, str).
class D(dict):
    def __missing__(self, k): return f"<{k}>"
print("{a} {b} {c[0]}".format_map(D(a=1)))
class M:
    def __getitem__(self, k):
        print("get", repr(k))
        return k * 2
print("{x}-{y!r:>6}".format_map(M()))
for fmt, m in (("{}", {}), ("{0}", {0: 1}), ("{a}", {}), ("{a}", 5), ("{a}", [1]), ("plain", None),
               ("{a.b}", {"a": 1}), ("{0}", {"0": 1})):
    try:
        print(fmt.format_map(m))
    except Exception as e:
        print(fmt, type(e).__name__, e)
print("{a:{w}}|{a:{w}.{p}}|".format_map({"a": "text", "w": 6, "p": 2}))
