# A constructor that stops halfway leaves the other slots unset.
class C:
    __slots__ = ("a", "b", "c")
    def __init__(self, stop):
        self.a = 1
        if stop:
            raise ValueError("halfway")
        self.b = 2
made = []
class Keep(C):
    __slots__ = ()
    def __new__(cls, *args):
        made.append(super().__new__(cls))
        return made[-1]
try:
    Keep(True)
except ValueError as e:
    print(e)
Keep(False)
for o in made:
    print([hasattr(o, n) for n in "abc"])
