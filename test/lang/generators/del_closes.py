# Dropping the last reference to a suspended generator runs its finally blocks (3.2, PEP 342).
import gc
log = []
def g(tag):
    try:
        yield tag
    finally:
        log.append(tag)

it = g("dropped")
next(it)
del it
gc.collect()
print(log)
it = g("unstarted")
del it
gc.collect()
print(log)
def user():
    for x in g("loop"):
        break
user()
gc.collect()
print(log)
def cyc():
    me = yield
    try:
        yield me
    finally:
        log.append("cycle")
c = cyc()
next(c)
c.send(c)
del c
gc.collect()
print(log)
