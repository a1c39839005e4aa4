# Children of every kind of built-in have a dictionary too, beside their items.
import gc
class I(int): pass
class S(str): pass
class T(tuple): pass
class L(list): pass
class D(dict): pass
class F(float): pass
class B(bytes): pass
class E(Exception): pass
class St(set): pass
made = [I(5), I(10**30), S("text"), S("é" * 20), T((1, 2.5, "x")), T(), L([1]), D(a=1), F(2.5), B(b"bytes"), E("e"), St([1])]
for i, o in enumerate(made):
    print(type(o).__name__, o.__dict__, end=" ")
    d = o.__dict__
    o.x = i
    d["y"] = i / 2
    for k in range(20):
        setattr(o, f"n{k}", k)
    print(o.x, o.y, o.__dict__ is d, len(d), o.n19, repr(o))
made[6].extend(range(100))
gc.collect()
print(made[6].x, made[6].n19, made[0] + 1, made[4][1], made[2].upper())
