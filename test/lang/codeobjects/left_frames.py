# A frame that has been left still tells who called it, and what its variables were (library, inspect; 3.2, frames).
import sys
import traceback


def deep(n):
    mark = n * 10
    return deep(n - 1) if n else sys._getframe()


def chain(frame):
    names = []
    while frame is not None:
        names.append((frame.f_code.co_name, frame.f_locals.get("mark")))
        frame = frame.f_back
    return names


frame = deep(4)
print(chain(frame))
print([entry.name for entry in traceback.extract_stack(frame)], frame.f_back.f_lineno)


def caught():
    mark = "outer"
    def inner():
        mark = "inner"
        raise ValueError
    try:
        inner()
    except ValueError as error:
        return error.__traceback__


tb = caught()
print(chain(tb.tb_frame), chain(tb.tb_next.tb_frame))


def uncaught(n):
    mark = n
    if n == 0:
        raise KeyError
    uncaught(n - 1)


def middle():
    mark = "middle"
    try:
        uncaught(2)
    except KeyError as error:
        return error.__traceback__


tb = middle()
while tb.tb_next:
    tb = tb.tb_next
print(chain(tb.tb_frame))


def numbers():
    yield sys._getframe()
    yield sys._getframe().f_back
    held.append(sys._getframe())


held = []
generator = numbers()
frame = next(generator)
print(frame.f_back, next(generator) is sys._getframe())
print(frame.f_back)
list(generator)
print(frame.f_back, held[0] is frame)


def loop():
    frames = [sys._getframe(up) for up in (0, 1, 2)]
    return frames[1]


def user():
    mark = 3
    return [loop() for _ in range(3)]


print([chain(f) for f in user()])
