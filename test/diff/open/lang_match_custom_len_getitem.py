# For a sequence subject the length is checked before items are read (8.6.4.8).
# differs: sequence patterns ask for items through the iterator
class S(list):
    def __len__(self):
        print("len", end=" ")
        return super().__len__()
    def __getitem__(self, i):
        print("get", i, end=" ")
        return super().__getitem__(i)
    def __iter__(self):
        print("iter", end=" ")
        return super().__iter__()
def run(v):
    match v:
        case [1, 2, 3, 4]: print("four")
        case [0, x]: print("0", x)
        case [1, x]: print("1", x)
        case [a, *_, b]: print("ends", a, b)
        case [*all_]: print("all", all_)
run(S([1, 5]))
run(S([7, 8, 9]))
run(S([3]))
run(S([]))
class Liar(list):
    def __len__(self): return 2
try:
    match Liar([1]):
        case [a, b]: print(a, b)
        case _: print("no")
except (IndexError, ValueError) as e:
    print(type(e).__name__, e)
class D(dict):
    def __len__(self): print("dlen", end=" "); return super().__len__()
    def get(self, k, d=None): print("dget", k, end=" "); return super().get(k, d)
match D(a=1):
    case {"b": 2}: pass
    case {"a": x}: print(x)
