# dir() and vars() read the dictionary.
class P:
    def m(self):
        pass
p = P()
p.z = p.a = 1
print([n for n in dir(p) if n[0] != "_"], vars(p))
p.__dict__["q"] = 1
print([n for n in dir(p) if n[0] != "_"])
p.__dict__[5] = 1
try:
    dir(p)
except TypeError as e:
    print(e)
try:
    vars(5)
except TypeError as e:
    print(e)
