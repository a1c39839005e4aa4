# gc.get_objects() lists what the collector tracks (library, gc).
# differs: by design, there are no reference counts: what has died is listed until the next collection, as every list and bound method made on the way
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
