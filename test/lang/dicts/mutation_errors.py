# Changing a dict's size while iterating is an error; changing values is not (library, dict).
def attempt(make_iter, act):
    d = {i: str(i) for i in range(5)}
    seen = []
    try:
        for x in make_iter(d):
            seen.append(x)
            act(d, len(seen))
        return "finished", seen
    except RuntimeError as e:
        return str(e), seen
iters = {"dict": lambda d: d, "keys": lambda d: d.keys(), "values": lambda d: d.values(),
         "items": lambda d: d.items(), "rev": reversed, "revitems": lambda d: reversed(d.items()),
         "list": list}
acts = {"add": lambda d, n: d.__setitem__(100 + n, 0), "del": lambda d, n: d.pop(next(iter(d))),
        "set": lambda d, n: d.__setitem__(2, "changed"), "swap": lambda d,
        n: (d.pop(4, None), d.__setitem__(50 + n, 1)), "clear": lambda d, n: d.clear(),
        "addlast": lambda d, n: n == 5 and d.__setitem__(99, 9)}
for iname, it in iters.items():
    for aname, act in acts.items():
        if aname == "swap" and iname != "list": continue
        print(iname, aname, attempt(it, act))
d = {1: 1, 2: 2}
it = iter(d); next(it); d[3] = 3
for _ in range(2):
    try:
        next(it)
    except RuntimeError as e:
        print(e)
d = {}
it = iter(d); d[1] = 1
try:
    print(next(it, "default"))
except RuntimeError as e:
    print(e)
class E:
    def __hash__(self): return 1
    def __eq__(self, o): d2.clear(); return False
d2 = {1: "one"}
print(d2.get(E(), "none"), d2)
