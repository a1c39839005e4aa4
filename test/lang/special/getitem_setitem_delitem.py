# Subscription passes the key as is: slices, tuples and Ellipsis included (3.3.7).
class S:
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
s = S()
print(s[1], s["k"], s[1:2], s[:], s[::2], s[1, 2], s[1:2, ::3], s[...], s[()], s[None], s[-1],
      s[1,])
print(s[a:=5], s[lambda: 0].__name__, s[*[1, 2]], s[0, *range(2)])
s[1] = 2
s[1:2, 3] = "x"
del s[:, ...]
s[0], s[1] = "ab"
del s[0], s[1]
s[5] += 1
class P: pass
for src in ("p[0]", "p[0] = 1", "del p[0]", "i[0]", "n[1]", "len[0]", "f[1]", "s[0]", "d[0]"):
    try:
        exec(src, {"p": P(), "i": 1, "n": None, "f": P.__init__, "s": {1}, "d": 1.5})
    except TypeError as e:
        print(e)
class Only:
    def __getitem__(self, k): raise IndexError("mine", k)
try:
    Only()[3]
except IndexError as e:
    print(e.args, list(Only()))
