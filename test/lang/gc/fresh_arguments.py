# What natives are given, all of it freshly made, lives while they call functions and go through generators that collect.
import bisect, functools as F, gc, heapq, itertools as I
def churn():
    gc.collect()
    return [str(j) * 3 for j in range(20)]
def answers(reply):
    x = yield
    while True:
        churn()
        x = yield reply() if x is None else reply(x)
def generator(reply):
    g = answers(reply)
    next(g)
    return g
class Plain:
    """meth: what a class has as a method; call: what is called; it: goes through f(0), f(1), .."""
    name = 'plain'
    def meth(self, reply, nargs=0):
        def method(self, *a):
            churn()
            return reply(*a)
        return method
    def call(self, reply, nargs=1):
        def function(*a):
            churn()
            return reply(*a)
        return function
    def it(self, f, n):
        class It:
            def __init__(self): self.i = 0
            def __iter__(self): return self
            def __next__(self):
                churn()
                if self.i == n: raise StopIteration
                self.i += 1
                return f(self.i - 1)
        return It()
class Gen(Plain):
    """A native calls the generator, with no Python function between."""
    name = 'gen'
    def meth(self, reply, nargs=0):
        if nargs > 1: return super().meth(reply)
        return generator(reply).send if nargs else generator(reply).__next__
    def call(self, reply, nargs=1):
        if nargs > 1: return super().call(reply)
        return generator(reply).send if nargs else generator(reply).__next__
    def it(self, f, n):
        for i in range(n):
            churn()
            yield f(i)
CASES = []
def case(f): CASES.append(f)
def S(i): return chr(97 + i % 26) * 9 + str(i)
def show(v):
    if isinstance(v, dict): return type(v).__name__ + '{' + ', '.join(show(a) + ': ' + show(b) for a, b in v.items()) + '}'
    if isinstance(v, (set, frozenset)): return type(v).__name__ + '(' + ', '.join(sorted(map(show, v))) + ')'
    if isinstance(v, tuple): return '(' + ', '.join(map(show, v)) + ')'
    if isinstance(v, list): return '[' + ', '.join(map(show, v)) + ']'
    return type(v).__name__ if type(v).__repr__ is object.__repr__ else repr(v)
def main():
    for f in CASES:
        for m in Plain(), Gen():
            try: r = show(f(m))
            except Exception as e: r = f'{type(e).__name__}: {e}'
            print(f.__name__, m.name, r)
def cls(m, **meths): return type('K', (), {n: m.meth(r, k) for n, (k, r) in meths.items()})
def kw(n=4): return {S(i + 10): [i] for i in range(n)}
def mapping(m, n=4): return type('M', (), dict(keys=m.meth(lambda: m.it(S, n)), __getitem__=m.meth(lambda k: [k], 1)))()
@case
def dict_map(m): return dict(mapping(m), **kw())
@case
def dict_it(m): return dict(m.it(lambda i: (S(i), [i]), 5), **kw())
@case
def dict_update(m):
    d = kw(); d.update(mapping(m), **{S(i): [S(i)] for i in range(3)}); return d
@case
def dict_hash(m):
    K = cls(m, __hash__=(0, lambda: 7), __eq__=(1, lambda o: False))
    d = {}
    for i in range(4): d[K()] = [S(i)]
    d2 = dict(d); d2.update(d)
    e = {K(): 1, K(): 2, K(): 3}
    return list(d.values()), list(d2.values()), list(e.values()), d.get(K(), [S(3)]), d.pop(K(), [S(2)]), d.setdefault(K(), [S(9)]), len(d)
@case
def kwcall(m):
    def f(*a, **k): return a, k
    return f(*m.it(S, 3), *m.it(S, 2), **mapping(m, 3), **kw())
@case
def display(m): return [*m.it(S, 3), S(5), *m.it(S, 2)], (*m.it(S, 3), S(4)), {*m.it(S, 3), S(4)}, {**mapping(m), S(20): 1, **mapping(m)}
@case
def list_hint(m):
    class L: __length_hint__ = m.meth(lambda: 3, 0); __iter__ = m.meth(lambda: iter(m.it(S, 6)), 0)
    import operator
    return list(L()), tuple(L()), [S(1)] + list(L()), operator.length_hint(L(), 9), bytearray(b'a') + bytes(3)
@case
def list_extend(m):
    l = [S(1)]; l.extend(m.it(S, 5)); l += m.it(S, 3); l[1:3] = m.it(S, 4); l[::2] = list(l[::2]); return l
@case
def list_eq(m):
    K = cls(m, __eq__=(1, lambda o: o == S(3)))
    l = [S(i) for i in range(6)]
    return [K()] == [S(3)], [S(1), K()] < [S(1), S(3), 4], l.index(K()), l.count(K()), K() in l, l.remove(K()), l, (K(), 1) == (S(3), 1), (S(3), S(4)).index(K()), (S(1),).count(K())
@case
def list_sort(m):
    l = [S(i * 7 % 26) for i in range(12)]
    a = sorted(l, key=m.call(lambda s: [s, S(3)], 1)); b = sorted(m.it(lambda i: S(25 - i), 8), key=m.call(lambda s: s + s, 1), reverse=True)
    l.sort(key=m.call(lambda s: s * 2, 1)); return a, b, l
@case
def minmax(m): return min(m.it(S, 5), key=m.call(lambda s: [s], 1)), max(m.it(S, 5), key=m.call(lambda s: [s], 1)), min(m.it(S, 0), default=[S(3)]), max(S(1), S(2), key=m.call(lambda s: [s] * 2, 1)), max(*m.it(S, 3), *m.it(S, 2))
@case
def mapping_iters(m): return list(map(m.call(lambda a: [a, S(3)], 1), m.it(S, 4))), list(map(m.call(lambda *a: list(a), 3), m.it(S, 4), m.it(S, 3), m.it(S, 5))), list(filter(m.call(lambda a: a, 1), m.it(S, 4))), list(filter(None, m.it(S, 4)))
@case
def str_join(m): return ','.join(m.it(S, 8)), b','.join(m.it(lambda i: S(i).encode(), 8)), bytearray(b'x' * 40).join(m.it(lambda i: bytearray(S(i).encode()), 8)), S(3).join(m.it(S, 2))
@case
def fmt_map(m): return '{a} {b[0]} {c}'.format_map(type('M', (), {'__getitem__': m.meth(lambda k: [S(3) + k], 1)})()), '%(a)s %(b)r' % type('M', (), {'__getitem__': m.meth(lambda k: [S(3) + k], 1)})(), ('{0.a} {0[b]}').format(type('M', (), {'__getitem__': m.meth(lambda k: [S(3) + k], 1), '__getattr__': m.meth(lambda k: [S(3) + k], 1)})())
@case
def translate(m): return S(1).translate(type('M', (), {'__getitem__': m.meth(lambda k: S(k) , 1)})()), 'abc'.translate({97: S(3), 98: None}), str.maketrans({S(1)[0]: S(2), 'q': 4})
@case
def bytearray_ops(m):
    b = bytearray(b'abc'); b.extend(m.it(lambda i: i + 60, 20)); b[1:3] = m.it(lambda i: i + 65, 9); b += bytes(m.it(lambda i: 70, 4)); I = cls(m, __index__=(0, lambda: 66))
    b.append(I()); b.insert(I(), I()); b[2] = I(); b.remove(I()); b.extend([I(), I()])
    return b, b.find(I()), I() in b, b.count(I()), b.index(I())
@case
def set_hash(m):
    K = cls(m, __hash__=(0, lambda: 7), __eq__=(1, lambda o: False))
    s = {K() for i in range(4)}; t = {K() for i in range(3)}
    return len(s | t), len(s & t), len(s - t), len(s ^ t), s == t, s < t, K() in s, len(s), s.discard(K()), len(s.union([K(), K()], [K()])), s.issubset([K(), K(), K(), K()]), len(s.symmetric_difference([K(), K()])), len(frozenset([K(), K()])), len(set.intersection(s, [K(), K()], t)), hash(frozenset([S(1)])) == hash(frozenset([S(1)])), len(s.copy())
@case
def dviews(m):
    d = {S(i): [i] for i in range(5)}
    e = {S(i): S(i * 2) for i in range(5)}
    return d.keys() & m.it(S, 3), d.keys() | m.it(S, 7), d.keys() - m.it(S, 3), d.keys() ^ m.it(S, 7), e.items() | m.it(lambda i: (S(i), S(2 * i)), 8), e.items() & m.it(lambda i: (S(i), S(2 * i)), 8), e.items() - m.it(lambda i: (S(i), S(2 * i)), 3), d.keys().isdisjoint(m.it(lambda i: S(i + 9), 3)), e.keys() == set(m.it(S, 5)), e.items() <= set(m.it(lambda i: (S(i), S(2 * i)), 6)), m.it(S, 3) & d.keys() 
@case
def prints(m):
    out = []
    class W: write = m.meth(lambda s: out.append(s), 1); flush = m.meth(lambda: None)
    K = cls(m, __str__=(0, lambda: S(4)))
    print(K(), S(1), K(), *m.it(S, 2), sep=S(2), end=S(3), file=W(), flush=True)
    return out
@case
def memview(m):
    I = cls(m, __index__=(0, lambda: 2))
    mv = memoryview(bytearray(b'abcdefgh')); mv[I()] = I(); mv[I():4] = bytes(m.it(lambda i: 65 + i, 2))
    return mv.tobytes(), mv[I()], mv.cast('B', [2, 4]).tolist(), mv.tolist(), memoryview(b'abc') == bytes(m.it(lambda i: 97 + i, 3)), mv.hex(), bytes(mv[::I()])
@case
def deco(m):
    @m.call(lambda f: [f(), S(1)], 1)
    def f(a=[S(2)], b=list(m.it(S, 3))): return a, b
    @m.call(lambda c: [c.__name__, S(1)], 1)
    class A(*m.it(lambda i: [dict, ][i], 1), **{}): x = list(m.it(S, 2))
    return f, A
@case
def supers(m):
    class A:
        def __init__(self, *a, **k): churn(); self.a = a, k
        def f(self, *a, **k): churn(); return a, k
        @classmethod
        def c(cls, *a, **k): churn(); return a, k
        @staticmethod
        def s(*a, **k): churn(); return a, k
    class B(A):
        def __init__(self, *a, **k): super().__init__(*a, *m.it(S, 2), **k, **mapping(m, 2))
        def f(self, *a, **k): return super().f(*a, *m.it(S, 2), **mapping(m, 2))
    b = B([S(1)], q=[S(2)])
    return b.a, b.f([S(1)], z=2), B.c([S(1)], *m.it(S, 2), **mapping(m, 2)), b.s([S(1)], *m.it(S, 2), k=[S(2)]), A.f(b, *m.it(S, 3), **mapping(m, 1))
@case
def it4(m):
    K = cls(m, __eq__=(1, lambda o: True)); 
    r = [len(list(v)) for k, v in I.groupby([K(), K(), K()])]
    return r, list(zip(I.count(10 ** 40, 10 ** 30), m.it(S, 3))), list(map(list, zip(*m.it(lambda i: m.it(S, 3), 3)))), list(I.chain(*m.it(lambda i: m.it(S, 2), 3))), list(map(m.call(lambda *a: a, 2), I.repeat([S(3)]), m.it(S, 3)))
@case
def reduce_(m): return F.reduce(m.call(lambda a, b: [a, b], 2), m.it(S, 4)), F.reduce(m.call(lambda a, b: [a, b], 2), m.it(S, 4), [S(9)]), F.reduce(m.call(lambda a, b: [a, b], 2), m.it(S, 0), [S(9)])
@case
def partial_(m):
    def f(*a, **k): churn(); return a, k
    p = F.partial(F.partial(f, [S(1)], a=[S(2)]), *m.it(S, 2), **mapping(m))
    class A: pm = F.partialmethod(f, [S(1)], x=[S(2)])
    return p([S(3)], z=[S(4)]), F.partial(dict, mapping(m), **kw())(**{S(20): [1]}), F.partial(m.call(lambda a: [a], 1), S(3))(), A().pm([S(4)])[0][1:]
@case
def cmpkey(m): return sorted(m.it(lambda i: S(i * 7 % 10), 8), key=F.cmp_to_key(m.call(lambda a, b: (a > b) - (a < b), 2))), min(m.it(S, 4), key=F.cmp_to_key(m.call(lambda a, b: (a > b) - (a < b), 2)))
@case
def heaps(m):
    def k(i): return type('K', (), {'__lt__': m.meth(lambda o: i < o.i, 1), 'i': i})()
    h = []
    for i in (5, 2, 8, 1, 9): heapq.heappush(h, k(i))
    r = [heapq.heappushpop(h, k(4)).i, heapq.heapreplace(h, k(6)).i, heapq.heappop(h).i]
    l = [k(i) for i in (4, 2, 7, 1)]; heapq.heapify(l)
    x = [k(i) for i in (4, 2, 7, 1)]; heapq._heapify_max(x)
    return r, [a.i for a in h], [a.i for a in l], [a.i for a in x], heapq.nlargest(2, m.it(S, 5), key=m.call(lambda s: [s], 1)), heapq.nsmallest(2, m.it(S, 5)), list(heapq.merge(m.it(S, 3), m.it(S, 4), key=m.call(lambda s: [s], 1)))
@case
def bis(m):
    def k(i): return type('K', (), {'__lt__': m.meth(lambda o: i < o.i, 1), 'i': i})()
    l = [k(i) for i in range(5)]; bisect.insort(l, k(3)); bisect.insort_left(l, k(2))
    a = list(m.it(S, 5)); bisect.insort(a, S(2), key=m.call(lambda s: s + s, 1))
    class Sq: __len__ = m.meth(lambda: 5); __getitem__ = m.meth(lambda i: S(i), 1); insert = m.meth(lambda *a: None, 2)
    bisect.insort(Sq(), S(2))
    return [x.i for x in l], a, bisect.bisect(Sq(), S(3)), bisect.bisect_left(Sq(), S(3) * 2, key=m.call(lambda s: s + s, 1))
main()
