# One class, instances of hundreds of different sets of names.
class P:
    pass
objects = []
for i in range(300):
    p = P()
    for j in range(6):
        setattr(p, f"n{(i * (j + 3)) % 97}", i + j)
    objects.append(p)
print(sum(len(p.__dict__) for p in objects))
print(objects[50].__dict__, objects[299].__dict__)
total = 0
for i, p in enumerate(objects):
    for k, v in p.__dict__.items():
        assert getattr(p, k) == v
        total += v
print(total)
for p in objects[::2]:
    p.__dict__.clear()
    p.n1 = "fresh"
print(objects[0].__dict__, objects[1].__dict__)
