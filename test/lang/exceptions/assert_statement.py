# assert raises AssertionError with the message, evaluated only on failure (7.3).
def msg():
    print("message evaluated")
    return {"any": "object"}
assert True, msg()
assert 1 and [0], 1 / 0
for src in ("assert False", "assert 0, 'text'", "assert [], msg()", "assert None, (1, 2)",
            "assert '', ''", "assert False, ValueError('inst')",
            "assert 1 == 2 == 3, None"):
    try:
        exec(src)
    except AssertionError as e:
        print(src, "->", e.args, repr(str(e)))
try:
    assert 0, 1 / 0
except ZeroDivisionError as e:
    print(e, e.__context__)
class B:
    def __bool__(self): raise RuntimeError("truth")
try:
    assert B()
except RuntimeError as e:
    print(e)
AssertionError_saved = AssertionError
AssertionError = KeyError
try:
    assert False, "shadowed"
except AssertionError_saved as e:
    print("real class", e)
print(__debug__)
