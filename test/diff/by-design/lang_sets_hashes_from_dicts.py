# A set that is made of a dict's keys has their hashes already (library, set).
# differs: by design, a dict keeps 32 bits of a hash, a set of other than strs and small ints needs all 64: such keys are asked once more
class Counting(int):
    asked = 0
    def __hash__(self):
        Counting.asked += 1
        return int.__hash__(self)


d = dict.fromkeys(map(Counting, range(10)))
Counting.asked = 0
s = set(d)
print(Counting.asked)
frozenset(s) | s
print(Counting.asked)
