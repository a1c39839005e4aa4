# Unpacking says how many values it wanted; non-iterables are refused (7.2).
class NoIter: pass
class BadLen:
    def __iter__(self):
        yield 1
        raise KeyError("inside")
for src in ("a, b = [1]", "a, b = [1, 2, 3]", "a, b = ()", "a, b, c = 'xy'", "a, *b, c = [1]",
            "*a, b, c = [1]", "a, b = 5", "a, b = None", "(a, b), c = 1, 2",
            "[a, b] = {1}", "a, = []", "a, = 1, 2", "() = [1]", "a, b = NoIter()",
            "a, b = BadLen()", "*a, = 5", "a, b = iter([1])", "a, b = {}",
            "for a, b in [1]: pass", "for a, b in [(1, 2, 3)]: pass", "[0 for a, b in ['abc']]",
            "a, (b, c) = 1, (2,)", "a, b = (x for x in range(5))",
            "a, b = range(10**9)", "a = *5,", "a = [*None]", "a = {*1}", "a = {**[1]}", "print(*1)",
            "a, b += 1, 2"):
    try:
        exec(src)
        print("ok")
    except Exception as e:
        print(src, "->", type(e).__name__, e if not isinstance(e, SyntaxError) else e.msg)
it = iter(range(10))
try:
    a, b = it
except ValueError as e:
    print(e, list(it))
it = iter(range(10))
a, *b = it
print(a, b)
