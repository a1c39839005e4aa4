# Dictionaries of instances compare by content.
class P:
    pass
a, b = P(), P()
a.x, a.y = 1, 2
b.y, b.x = 2, 1
print(a.__dict__ == b.__dict__, a.__dict__ != b.__dict__, a.__dict__ == {"x": 1, "y": 2})
b.x = 1.0
print(a.__dict__ == b.__dict__)
b.z = 1
print(a.__dict__ == b.__dict__, a.__dict__.items() <= b.__dict__.items(), a.__dict__.keys() & b.__dict__.keys() == {"x", "y"})
a.self = a.__dict__
print(a.self == a.__dict__, a.__dict__ == {"x": 1})
