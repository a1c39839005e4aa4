# f_lineno of a frame that has ended by falling off its end is the last line that ran (3.2, frames).
# differs: by design, one return without a line of its own serves all ways to the end of a function; trace functions see the right lines
import sys


def run(flag):
    note()
    if flag:
        pass


def note():
    frames.append(sys._getframe(1))


for flag in True, False:
    frames = []
    run(flag)
    print(frames[0].f_lineno - run.__code__.co_firstlineno)
