# throw() into a fresh generator raises at its start and finishes it; a finished one raises at the caller (6.2.9.1).
def g():
    print("never runs")
    try:
        yield 1
    finally:
        print("not entered")

it = g()
try:
    it.throw(ValueError("early"))
except ValueError as e:
    print(e)
print(list(it))
try:
    it.throw(KeyError("after end"))
except KeyError as e:
    print(repr(e))
it2 = g()
it2.close()
print(next(it2, "closed"))
it3 = (x for x in [1])
try:
    it3.throw(StopIteration("into fresh"))
except (StopIteration, RuntimeError) as e:
    print(type(e).__name__, e)
try:
    it3.throw(GeneratorExit)
except GeneratorExit as e:
    print("GeneratorExit", e.args)
