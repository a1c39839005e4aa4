# close() raises GeneratorExit inside; yielding again is an error, other exceptions pass (6.2.9.1).
def polite():
    try:
        yield 1
    except GeneratorExit:
        print("exit seen")
        raise
    finally:
        print("finally")
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield "no"
def failing():
    try:
        yield 1
    finally:
        raise KeyError("while closing")
def swallow():
    try:
        yield 1
    except GeneratorExit:
        return 5

for f in (polite, stubborn, failing, swallow):
    it = f()
    next(it)
    try:
        print(f.__name__, it.close())
    except Exception as e:
        print(f.__name__, type(e).__name__, e)
    try:
        print(it.close(), next(it, "end"))
    except RuntimeError as e:
        print(e)
