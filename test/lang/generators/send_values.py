# send() resumes with the value of the yield expression; the first must be None (6.2.9.1).
def g():
    log = []
    x = yield "first"
    log.append(x)
    y = yield log
    log.append(y)
    z = (yield) or "none"
    log.append(z)
    yield log

it = g()
try:
    it.send(1)
except TypeError as e:
    print(e)
print(it.send(None))
print(it.send("a"))
print(it.send("b"))
print(next(it))
try:
    it.send("late")
except StopIteration as e:
    print("stop", e.value, e.args)
try:
    it.send("later")
except StopIteration as e:
    print("stop", e.value)
