# Comparisons by identity with literals and subscripts of literals warn but run (3.8 and later).
print(compile("1 + 1", "<quiet>", "eval").co_name)
x = 5
print(x is 5 or x is not 5)
assert (x, "always true tuple")
try:
    (1, 2)(3)
except TypeError as e:
    print(e)
try:
    [1, 2]["a"]
except TypeError as e:
    print(e)
try:
    "s" (1)
except TypeError as e:
    print(e)
