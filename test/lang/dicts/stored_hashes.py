# What a dict or a set holds is not asked for its hash again when it goes into a dict (library, dict).
class Counting(int):
    asked = 0
    def __hash__(self):
        Counting.asked += 1
        return int.__hash__(self)


def count(what):
    print(what, Counting.asked)
    Counting.asked = 0


d = dict.fromkeys(map(Counting, range(10)))
count("fromkeys of an iterator")
s = set(d)
Counting.asked = 0
f = frozenset(s)
count("frozenset of a set")
print(dict.fromkeys(s) == d, dict.fromkeys(f, 1) == d)
count("fromkeys of sets, and comparing")
print(list(dict.fromkeys(d, "x").items())[:2], dict.fromkeys({3: 4}), dict.fromkeys(frozenset()))
count("fromkeys of a dict")
e = {1: 2}
e.update(d)
count("update")
e = {**d, 20: 2, **d}
count("display")
e = d | dict(d)
count("union")
print(d == e, d != e, d == d.copy())
count("comparing")


class Sub(dict):
    def __setitem__(self, key, value):
        print("set", key, value)


print(Sub.fromkeys({7}), Sub.fromkeys({8: 9}, 10))
