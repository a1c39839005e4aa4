# A comprehension grows its list, set or dict through many sizes (6.2.4).
n = 3000
l = [i * i for i in range(n)]
print(len(l), l[0], l[-1], sum(l))
s = {i % 701 for i in range(n)}
print(len(s), min(s), max(s), sum(s))
d = {str(i): i for i in range(n)}
print(len(d), d["2999"], list(d)[:3], list(d.values())[-2:])
t = tuple(i for i in range(n) if i % 7 == 0)
print(len(t), t[-1])
print(len([1 for a in range(40) for b in range(40) if a < b]))
print(len("".join(c * 3 for c in "abc" * 200)))
print(sum(len(r) for r in [[j for j in range(i % 5)] for i in range(500)]))
print(len({(i, j): None for i in range(30) for j in range(30)}))
