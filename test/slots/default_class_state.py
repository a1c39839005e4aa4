# Class attributes that are not slots are shared by all instances and changed through the class.
class Counter:
    __slots__ = ("id",)
    made = 0
    def __init__(self):
        type(self).made += 1
        self.id = self.made
a, b = Counter(), Counter()
print(a.id, b.id, Counter.made, a.made)
try:
    a.made += 1
except AttributeError as e:
    print(e)
class Sub(Counter):
    __slots__ = ()
s = Sub()
print(s.id, Sub.made, Counter.made)
