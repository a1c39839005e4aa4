# gc.get_objects() lists what the collector tracks (library, gc).
import gc


class Value:
    pass


def living():
    return sum(isinstance(found, Value) for found in gc.get_objects())


gc.collect()
values = [Value() for _ in range(5)]
print(living())
values.clear()
print(living())
gc.collect()
print(living())
