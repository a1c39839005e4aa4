# A default argument freezes a value while the cell keeps changing (8.7, 4.2.2).
def make():
    n = 0
    def step(frozen=n, box=[]):
        nonlocal n
        n += 1
        box.append(n)
        return frozen, n, list(box)
    return step

s, t = make(), make()
print(s(), s(), t())
print(s.__defaults__)
adders = {k: (lambda x, k=k: x + k) for k in range(3)}
print([adders[k](10) for k in adders])
late = {k: (lambda x: x + k) for k in range(3)}
print([late[k](10) for k in late])
class Row:
    pass
for f in ("a", "b"):
    setattr(Row, f, property(lambda self, f=f: f.upper()))
print(Row().a, Row().b)
