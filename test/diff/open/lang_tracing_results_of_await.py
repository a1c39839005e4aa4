# Trace functions are told of exceptions (library, sys.settrace).
# differs: the StopIteration that brings a result to `await` and `async for` is no exception event: it is never made
import sys


async def one():
    return 1


async def two():
    return await one() + 1


events = []


def tracer(frame, event, arg):
    events.append((frame.f_code.co_name, event))
    return tracer


sys.settrace(tracer)
try:
    two().send(None)
except StopIteration as stop:
    print(stop.value)
sys.settrace(None)
print(events)
