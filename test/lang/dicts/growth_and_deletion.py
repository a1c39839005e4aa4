# Dicts of every size keep all entries through growth, deletion, clearing and refilling (library, dict).
for n in (0, 1, 5, 8, 9, 50, 200, 1000, 3000):
    d = {i: -i for i in range(n)}
    assert len(d) == n and all(d[i] == -i for i in range(n)) and n not in d and list(d) == list(range(n))
    for i in range(0, n, 3): del d[i]
    assert len(d) == n - (n + 2) // 3 and all((i in d) == (i % 3 != 0) for i in range(n))
    for i in range(n): d[f"s{i}"] = i
    assert all(d[f"s{i}"] == i for i in range(n)) and list(d)[-1:] == ([f"s{n - 1}"] if n else [])
    d.clear(); d["x"] = 1
    assert d == {"x": 1}
    print(n, "ok")
q = {}
for i in range(5000):
    q[i] = i
    if i >= 10: del q[i - 10]
print(len(q), list(q))
for i in range(2000): q[i % 7] = i; q.pop((i + 3) % 7, None)
print(sorted(k for k in q if k < 7), len(q))
s = {}
for i in range(100): s[i] = 1
while len(s) > 3: s.popitem()
s["new"] = 2; print(s)
big = dict.fromkeys(range(500)); other = dict(big); other.update({i: i for i in range(400, 600)})
print(len(big), len(other), other[499], other[399], big[499], len(big | other),
      len({**big, **other}), len(big.keys() & other.keys()), sum(1 for k in big if k not in other))
mixed = {}
for i in range(300): mixed[i if i % 3 == 0 else str(i) if i % 3 == 1 else (i,)] = i
print(len(mixed), mixed[3], mixed["4"], mixed[(5,)], mixed.get(4), mixed.get("3"),
      sum(mixed.values()))
