# The line of `case _` is one that a trace function sees, and so is the line of each `def` in co_lines() (PEP 634, 626).
import sys


def trace(f, *args):
    seen = []
    def tracer(frame, event, arg):
        if frame.f_code is f.__code__:
            seen.append(f"{event[0]}{frame.f_lineno - f.__code__.co_firstlineno}")
        return tracer
    sys.settrace(tracer)
    try:
        f(*args)
    finally:
        sys.settrace(None)
    return " ".join(seen)


def several(value):
    match value:
        case ["go", where] if where:
            return where
        case "stop":
            pass
        case _:
            return "default"


def only(value):
    match value:
        case _:
            value = 1
    return value


def guarded(value):
    match value:
        case _ if value:
            value = 1
        case _: value = 2


for f in several, only, guarded:
    print(f.__name__, *(trace(f, value) for value in (["go", 1], "stop", 0)), sep=" | ")


def lines(f):
    found = []
    for start, end, line in f.__code__.co_lines():
        if line is not None and line - f.__code__.co_firstlineno not in found[-1:]:
            found.append(line - f.__code__.co_firstlineno)
    return found


async def walk(source):
    async for item in source:
        print(item)


def load():
    return (
        several.
        __name__
    )


def nothing(): pass


def text():
    """A doc string."""


def numbers():
    yield 1
    yield 2


for f in walk, load, nothing, text, numbers, lambda: 0:
    print(f.__name__, lines(f))
