# Independent generators of one function keep separate state (6.2.9).
def count(name, n):
    for i in range(n):
        got = yield (name, i)
        if got:
            name = got
gens = [count(c, k) for k, c in enumerate("abc", 1)]
out = []
while gens:
    for g in list(gens):
        try:
            out.append(next(g))
        except StopIteration:
            gens.remove(g)
            out.append("end")
print(out)
a = count("x", 3)
print(next(a), a.send("renamed"), next(a), next(a, None))
def round_robin(*its):
    its = list(map(iter, its))
    while its:
        for it in its[:]:
            try:
                yield next(it)
            except StopIteration:
                its.remove(it)
print("".join(round_robin("abc", "", "12345", "XY")))
