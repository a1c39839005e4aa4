# Special methods that ask themselves.
# ends: done
# prints: 18
class C:
    def __repr__(self): return repr(self)
    def __eq__(self, o): return self == o
    def __hash__(self): return hash(self)
    def __len__(self): return len(self)
    def __bool__(self): return bool(self)
    def __add__(self, o): return self + o
    def __call__(self): return self()
    def __getitem__(self, i): return self[i]
    def __iter__(self): return iter(self)
    def __contains__(self, x): return x in self
    def __index__(self): return range(self)[0]
    def __format__(self, s): return format(self)
    def __str__(self): return str(self)
    def __instancecheck__(self, x): return isinstance(x, self)
c = C()
n = 0
for f in (repr, lambda c: c == 1, hash, len, bool, lambda c: c + 1, lambda c: c(), lambda c: c[0], iter, lambda c: 1 in c,
          lambda c: [1][c], format, str, lambda c: isinstance(1, c), lambda c: '%s' % c, lambda c: f'{c!r}', lambda c: {c}, lambda c: sorted([c, c], key=hash)):
    try: f(c)
    except RecursionError: n += 1
print(n)
