# Instances may refer to themselves and each other; repr and comparison of containers cope (3.1).
class Node:
    def __init__(self, v, nxt=None):
        self.v, self.nxt = v, nxt
    def __iter__(self):
        seen = []
        n = self
        while n is not None and n not in seen:
            seen.append(n)
            yield n.v
            n = n.nxt
a = Node(1); b = Node(2, a); a.nxt = b
print(list(a), list(b))
l = [1]; l.append(l)
d = {}; d["self"] = d
t = ([],); t[0].append(t)
s = [d, l]; d["s"] = s
print(l, d, t, s)
print(l[1][1][1] is l, str(l), f"{l}")
class R(list): pass
r = R(); r.append(r)
print(r, [r])
m = {}; m[1] = m.values()
print(m)
k = {}; k["items"] = [k.items()]
print(k)
