# A chain of yield from of any depth passes values, sends, throws and returns through (PEP 380).
def leaf():
    try:
        x = yield "leaf"
        y = yield ("sent", x)
    except ValueError as e:
        y = yield f"threw {e}"
    return y

def chain(n):
    if n == 0:
        return (yield from leaf())
    r = yield from chain(n - 1)
    return r + 1

def run(n, *steps):
    it = chain(n)
    out = [next(it)]
    try:
        for s in steps:
            out.append(it.throw(s) if isinstance(s, Exception) else it.send(s))
    except StopIteration as e:
        out.append(("end", e.value))
    return out
print(run(0, "a", 5))
print(run(100, "a", 5))
print(run(100, ValueError("v"), 1))
print(run(200, "s", 0))
def walk(t):
    if isinstance(t, list):
        for c in t:
            yield from walk(c)
    else:
        yield t
print(list(walk([1, [2, [3, [4, []]], 5], [[[6]]]])))
