# map, filter, sorted keys, reduce-like calls pass exactly the arguments they promise (built-in functions).
def show(*a):
    print("got", a)
    return len(a)

print(list(map(show, [1, 2], "ab", (True, False, None))))
print(list(filter(lambda *a: print("f", a) or a[0] % 2, [1, 2, 3])))
print(sorted([3, 1], key=lambda *a: a[0]))
print(max([1, 2], [3], key=lambda x: -len(x)))
print(min("abc", key=lambda c: -ord(c)))
print(list(map(None.__class__, [])))
for call in (lambda: list(map(show)), lambda: map(), lambda: filter(show),
             lambda: list(filter(3, [1])),
             lambda: list(map(lambda a, b: 0, [1])), lambda: sorted([1, 2], key=5)):
    try:
        print(call())
    except TypeError as e:
        print(e)
print(list(filter(None, [0, 1, "", "a", None])))
