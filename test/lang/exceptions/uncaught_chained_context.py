# Implicit chaining prints the first exception, the connecting sentence and the second (library, exceptions).
def load(key):
    table = {"a": 1}
    try:
        return table[key]
    except KeyError:
        return int(key)

print(load("a"))
print(load("12"))
print(load("zz"))
