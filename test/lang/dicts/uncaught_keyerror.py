# An uncaught KeyError shows the key's repr, also of tuples and odd objects.
class Key:
    def __repr__(self):
        return "<odd key>"

table = {("a", 1): "x", Key: "cls"}
print(table["a", 1], table[Key])
try:
    table["missing é"]
except KeyError as e:
    print(e, str(e) == repr("missing é"))
try:
    table[Key()]
except KeyError as e:
    print(e)
del table["a", 1], table[("a", (2, None))]
