# An uncaught error in a key function shows the sort call and the key's frame.
records = [{"n": 3}, {"n": 1}, {"m": 2}]

def by_n(r):
    return r["n"]

print(sorted(records[:2], key=by_n))
try:
    records.sort(key=by_n)
except KeyError as e:
    print(e, records)
print(max(records, key=lambda r: -by_n(r)))
