# The core itertools behave lazily and report their errors (library, itertools).
import itertools as it
print(list(it.chain("ab", [1], ())), list(it.chain.from_iterable(["ab", "c"])),
      list(it.islice(it.count(5, 2), 3)), list(it.islice("abcdef", 1, 5, 2)),
      list(it.islice("abc", None)), list(it.repeat("x", 3)), list(it.islice(it.cycle("ab"), 5)),
      list(it.accumulate([1, 2, 3])), list(it.accumulate([1, 2, 3], lambda a, b: a * b,
      initial=10)))
print(list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.dropwhile(lambda x: x < 3, [1, 2,
      3, 1])), list(it.filterfalse(lambda x: x % 2, range(5))),
      list(it.compress("abcd", [1, 0, 1])), list(it.starmap(pow, [(2, 3), (3, 2)])),
      list(it.zip_longest("ab", [1], fillvalue="-")), list(it.pairwise("abcd")),
      [(k, list(g)) for k, g in it.groupby("aabbba")])
print(list(it.product("ab", [1, 2])), list(it.product([0, 1], repeat=2)),
      list(it.permutations("abc", 2)), list(it.combinations("abcd", 2))[:3],
      len(list(it.combinations(range(6), 3))), list(it.combinations_with_replacement("ab", 2)),
      list(it.product()), list(it.permutations([])), list(it.combinations([1], 2)))
a, b = it.tee(iter([1, 2, 3])); print(next(a), list(b), list(a))
c = it.count(1.5, 0.5)
print(next(c), next(c), it.count(10), it.repeat(5), it.repeat(5, 2), it.count(2 ** 63).__next__(),
      it.count(step=-1))
g = it.groupby([1, 1, 2, 2, 3], key=lambda x: x > 1)
k1, g1 = next(g)
k2, g2 = next(g)
print(k1, list(g1), k2, list(g2))
for f in (lambda: it.islice([], -1), lambda: it.islice([], 1, 2, 0), lambda: it.islice([], "a"),
          lambda: it.chain(5).__next__(), lambda: it.count("a"), lambda: it.repeat(),
          lambda: it.product(5), lambda: it.combinations("ab"), lambda: it.combinations("ab", -1),
          lambda: it.permutations("ab", "c"), lambda: it.tee(5), lambda: it.zip_longest(5),
          lambda: it.starmap(pow, [5]).__next__(), lambda: it.accumulate(5), lambda: it.cycle(5),
          lambda: it.groupby(), lambda: it.repeat(1, "x"), lambda: it.zip_longest([], bad=1),
          lambda: it.tee([], -1), lambda: it.takewhile(5, [1]).__next__()):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
def src():
    for i in range(4): print("s", i, end=" "); yield i
x = it.islice(src(), 2)
print(list(x))
print(next(it.chain(src(), src())))
t = it.takewhile(lambda v: v < 1, src())
print(list(t), list(t))
