# __copy__, __deepcopy__ and __setstate__ of slotted classes.
import copy
class C:
    __slots__ = ("v",)
    def __copy__(self):
        new = C()
        new.v = ("copied", self.v)
        return new
    def __deepcopy__(self, memo):
        new = C()
        memo[id(self)] = new
        new.v = ("deep", copy.deepcopy(self.v, memo))
        return new
class S:
    __slots__ = ("v",)
    def __setstate__(self, state):
        self.v = ("set", state)
c, s = C(), S()
c.v = s.v = 1
print(copy.copy(c).v, copy.deepcopy(c).v, copy.copy(s).v)
