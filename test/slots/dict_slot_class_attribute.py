# A class attribute that is no data descriptor cannot be shadowed on an instance without a dict.
class C:
    __slots__ = ()
    limit = 10
    def method(self):
        return "m"

c = C()
for name in ("limit", "method"):
    for action in (lambda: setattr(c, name, 1), lambda: delattr(c, name)):
        try:
            action()
        except AttributeError as e:
            print(e)
print(c.limit, c.method())
C.limit = 11
print(c.limit)
