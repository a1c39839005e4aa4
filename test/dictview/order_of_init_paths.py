# Instances of one class whose constructors took different ways keep their own order.
class P:
    def __init__(self, flag):
        if flag:
            self.a = 1
            self.b = 2
        else:
            self.b = 3
            self.a = 4
        if flag is None:
            self.c = 5
        self.z = 6
objects = [P(f) for f in (True, False, None, True, None, False)]
for o in objects:
    print(o.__dict__, o.a, o.b)
for o in objects:
    o.y = o.a
    del o.a
    o.a = o.b
print([list(o.__dict__) for o in objects])
