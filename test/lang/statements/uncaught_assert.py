# An uncaught failing assert shows its line, the caret range is the condition (7.3).
def check(items, limit):
    for i, item in enumerate(items):
        assert item < limit, f"item {i} is {item}, limit {limit}"
    return True

print(check([1, 2], 5))
try:
    check([7], 5)
except AssertionError as e:
    print(e)
assert check([], 0) and not check([1, 9], 10), ("tuple", "message")
