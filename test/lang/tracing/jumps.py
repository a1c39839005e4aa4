# Assignments to f_lineno: into, out of and between blocks, and what is refused.
import sys

def jump(fn, start, to):
    first = fn.__code__.co_firstlineno
    out, done = [], []
    def tracer(frame, event, arg):
        if frame.f_code is not fn.__code__:
            return None
        if event == "line" and frame.f_lineno == first + start and not done:
            done.append(1)
            try:
                frame.f_lineno = first + to
            except ValueError as e:
                out.append("%s" % e if "line" not in str(e) else str(e).split(" ", 2)[2])
        return tracer
    sys.settrace(tracer)
    try:
        fn(out)
    except Exception as e:
        out.append(type(e).__name__)
    finally:
        sys.settrace(None)
    out.append(sys.exc_info()[0])
    print(fn.__name__, start, to, out)

class Manager:
    def __init__(self, out, name):
        self.out, self.name = out, name
    def __enter__(self):
        self.out.append("+" + self.name)
    def __exit__(self, *args):
        self.out.append("-" + self.name)

def loops(out):
    out.append(1)
    for i in 1, 2:
        out.append(3)
        for k in 1, 2:
            out.append(5)
        out.append(6)
    for i in 1, 2:
        out.append(8)
    while len(out) < 9:
        out.append(10)
for start, to in (1, 6), (1, 5), (3, 8), (5, 8), (5, 1), (3, 2), (6, 4), (8, 5), (10, 1), (1, 10), (1, 99), (1, -1):
    jump(loops, start, to)
def clauses(out):
    try:
        out.append(2)
        1 / 0
    except ZeroDivisionError as e:
        out.append(5)
        out.append(sys.exc_info()[0])
    out.append(sys.exc_info()[0])
    try:
        int("x")
    except ValueError:
        out.append(11)
for start, to in (2, 7), (2, 4), (2, 5), (5, 7), (6, 5), (6, 2), (5, 11), (7, 11), (7, 10):
    jump(clauses, start, to)
def finals(out):
    try:
        out.append(2)
        1 / 0
    finally:
        out.append(5)
        out.append(6)
    out.append(7)
for start, to in (2, 5), (2, 6), (2, 7), (5, 6), (6, 5), (5, 7), (7, 5):
    jump(finals, start, to)
def withs(out):
    with Manager(out, "a"):
        out.append(2)
        out.append(3)
    with Manager(out, "b"):
        out.append(5)
    out.append(6)
for start, to in (2, 3), (2, 5), (3, 2), (2, 6), (6, 2), (5, 2), (1, 6), (1, 4), (1, 2):
    jump(withs, start, to)
def operands(out):
    out.append(
        1)
    out.append(
        len(out)
    )
for start, to in (1, 3), (1, 2), (3, 1):
    jump(operands, start, to)
