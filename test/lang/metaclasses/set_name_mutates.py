# __set_name__ may add attributes to the owner while the class is being made (3.3.3.6).
class Field:
    def __set_name__(self, owner, name):
        self.name = name
        fields = owner.__dict__.get("_fields", ())
        owner._fields = fields + (name,)
        setattr(owner, "get_" + name, lambda self: getattr(self, name))
    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        return obj.__dict__[self.name]
    def __set__(self, obj, v):
        obj.__dict__[self.name] = v
class Row:
    a = Field()
    b = Field()
    def __init__(self, *v):
        for n, x in zip(self._fields, v):
            setattr(self, n, x)
r = Row(1, 2)
print(Row._fields, r.a, r.get_b(), vars(r), Row.a.name)
class Sub(Row):
    c = Field()
print(Sub._fields, Row._fields)
s = Sub(9)
print(s.c, vars(s))
