# Class attributes, data descriptors and non-data descriptors against entries of the dictionary.
class Data:
    def __get__(self, o, t=None):
        return "data"
    def __set__(self, o, v):
        o.__dict__["data"] = v
class NonData:
    def __get__(self, o, t=None):
        return "non-data"
class P:
    plain = "class"
    data, nondata = Data(), NonData()
    def method(self):
        return "method"
p = P()
print(p.plain, p.data, p.nondata, p.method())
p.data = 1
p.__dict__.update(plain="i", nondata="i", method=lambda: "i")
print(p.plain, p.data, p.nondata, p.method(), p.__dict__["data"])
p.__dict__.clear()
print(p.plain, p.data, p.nondata, p.method())
p.__dict__["__class__"] = int
p.__dict__["__dict__"] = "entry"
print(type(p) is p.__class__, p.__dict__["__dict__"])
P.__dict__["plain"]
del P.plain
try:
    p.plain
except AttributeError as e:
    print(e)
