# Recipes built from itertools, collections and operator agree with direct computation (library, itertools).
from itertools import *
from collections import deque, Counter
from functools import reduce
import operator
def take(n, it): return list(islice(it, n))
def flatten(ll): return chain.from_iterable(ll)
def powerset(s): s = list(s); return chain.from_iterable(combinations(s,
        r) for r in range(len(s) + 1))
def grouper(it, n, fill=None): return zip_longest(*[iter(it)] * n, fillvalue=fill)
def roundrobin(*its):
    pending, nexts = len(its), cycle(iter(i).__next__ for i in its)
    while pending:
        try:
            for n in nexts: yield n()
        except StopIteration:
            pending -= 1
            nexts = cycle(islice(nexts, pending))
def unique(it, key=None):
    seen = set()
    for x in it:
        k = x if key is None else key(x)
        if k not in seen: seen.add(k); yield x
def sliding(it, n):
    it = iter(it); w = deque(islice(it, n), maxlen=n)
    if len(w) == n: yield tuple(w)
    for x in it: w.append(x); yield tuple(w)
def consume(it, n=None): deque(it, maxlen=0) if n is None else next(islice(it, n, n), None)
print(take(3, count(10)), list(flatten([[1], [2, 3]])), list(powerset("abc")),
      list(grouper("ABCDEFG", 3, "x")), list(roundrobin("ABC", "D", "EF")),
      list(unique("AAbBCCa", str.lower)), list(sliding("ABCDE", 3)))
it = iter(range(10)); consume(it, 4); print(next(it)); consume(it); print(next(it, "done"))
print(list(accumulate(range(1, 6), operator.mul)), reduce(operator.or_, [1, 2, 8]),
      [k for k, _ in groupby(sorted("mississippi"))], {k: len(list(g)) for k,
      g in groupby(sorted("mississippi"))} == Counter("mississippi"),
      sum(1 for _ in permutations(range(6))), list(starmap(operator.sub, zip([5, 6], [1, 2]))),
      list(compress(range(6), cycle([1, 0]))), list(map(operator.itemgetter(1), enumerate("xy"))))
def sieve(n):
    data = bytearray((0, 1)) * (n // 2); data[1:2] = b"\0"
    for p in range(3, int(n ** 0.5) + 1, 2):
        if data[p]: data[p * p::p + p] = bytes(len(range(p * p, n, p + p)))
    return [2] + [i for i in compress(range(n), data)][0:]
print(sieve(60), list(takewhile(lambda x: x < 50, (x * x for x in count(1) if x % 2))),
      list(islice(tee(count())[1], 2)), next(filterfalse(str.isalpha, "ab1c")))
