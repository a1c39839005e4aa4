# OrderedDict: order-sensitive equality, move_to_end, popitem from both ends (library, collections).
from collections import OrderedDict
d = OrderedDict([("a", 1), ("b", 2)]); d["c"] = 3
d.move_to_end("a"); print(d, list(d))
d.move_to_end("c", last=False); print(list(d), d.popitem(), d.popitem(last=False), d)
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1},
      OrderedDict.fromkeys("ab"), list(reversed(OrderedDict(x=1, y=2))),
      OrderedDict(a=1) | {"b": 2}, type({} | OrderedDict(a=1)).__name__)
for f in (lambda: d.move_to_end("zz"), lambda: OrderedDict().popitem(), lambda: OrderedDict(5),
          lambda: d.pop("zz")):
    try:
        f()
    except (KeyError, TypeError) as e:
        print(type(e).__name__, e)
class O(OrderedDict):
    def __missing__(self, k): return k
print(O()["q"], O(a=1), O(a=1).copy().__class__.__name__, repr(OrderedDict()))
d = OrderedDict(zip("abc", range(3)))
try:
    for k in d: del d[k]
except RuntimeError as e:
    print(e)
d.clear(); d["z"] = d; print(repr(d))
