# random with a fixed seed gives the reference's sequences (library, random).
# differs: regular expressions (_sre) are not there yet
import random
random.seed(42)
print(random.random(), random.random(), random.getrandbits(64), random.randint(1, 100),
      random.randrange(0, 1000, 7), random.choice("abcdef"), random.uniform(1, 2))
l = list(range(10))
random.shuffle(l)
print(l, random.sample(range(100), 5), random.choices("ab", k=5), random.choices([1, 2], weights=[1,
      9], k=5), random.gauss(0, 1), random.expovariate(1), random.triangular(0, 1),
      random.betavariate(1, 2), random.normalvariate(0, 1))
r = random.Random("text seed")
print(r.random(), r.getrandbits(100), r.randbytes(4))
r2 = random.Random(b"bytes")
print(r2.random())
st = r.getstate()
a = r.random()
r.setstate(st)
print(a == r.random(), st[0], len(st[1]))
for seed in (0, -5, 2 ** 70, 1.5, "é", bytearray(b"x"), None is None): print(seed,
        random.Random(seed).random())
for f in (lambda: random.choice([]), lambda: random.randint(5, 1), lambda: random.randrange(0),
          lambda: random.sample([1], 2), lambda: random.Random([]), lambda: random.getrandbits(-1),
          lambda: random.choices([], k=1), lambda: random.sample({1, 2}, 1),
          lambda: random.randrange(1, 10, 0), lambda: random.choices([1, 2], weights=[0, 0])):
    try:
        print(f())
    except (IndexError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(random.Random(7).getrandbits(1), random.Random(7).getrandbits(33),
      [random.Random(3).randrange(n) for n in (1, 2, 3, 10 ** 30)],
      random.Random(1).sample("abcdefgh", 3, counts=[1] * 8))
