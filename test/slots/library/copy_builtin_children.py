# Copies of list, dict, set and exception children with slots keep items and slots.
import copy
class L(list):
    __slots__ = ("tag",)
class D(dict):
    __slots__ = ("tag",)
class T(set):
    __slots__ = ("tag",)
for o in (L([1, 2.5]), D(a=1), T([3])):
    o.tag = "t"
    for f in (copy.copy, copy.deepcopy):
        k = f(o)
        print(type(k).__name__, k == o, getattr(k, "tag", "lost"), k is o)
