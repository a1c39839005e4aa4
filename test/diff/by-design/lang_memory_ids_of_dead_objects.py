# An object that nothing refers to is gone, and its id may be given to the next (library, id).
# differs: by design, there are no reference counts: memory is reused after a collection, so ids of short-lived objects differ
others = [[] for _ in range(3000)]  # a stress build collects at each of the first allocations
ids = set()
for i in range(50):
    t = (i, i)
    ids.add(id(t))
    del t
print(len(ids) < 5)
