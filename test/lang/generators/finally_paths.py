# finally in a generator runs on exhaustion, on close, on throw and on a return inside it (8.4).
def g(tag):
    try:
        try:
            yield 1
            yield 2
        finally:
            print(tag, "inner")
    finally:
        print(tag, "outer")

list(g("exhaust"))
it = g("close"); next(it); it.close()
it = g("throw"); next(it)
try:
    it.throw(KeyError)
except KeyError:
    print("KeyError passed")
it = g("break")
for v in it:
    break
it.close()
def h():
    try:
        yield 1
    finally:
        return "swallows"
it = h(); next(it)
try:
    it.throw(ValueError)
except StopIteration as e:
    print(e.value)
def k():
    try:
        yield 1
    finally:
        yield "from finally"
it = k(); next(it)
print(it.throw(ValueError("pending")))
try:
    next(it)
except ValueError as e:
    print("resumed", e)
