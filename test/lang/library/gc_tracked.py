# gc.is_tracked() tells what may be part of a cycle (library, gc).
import gc

for value in 1, 1.5, "text", None, (), [], {}, {"a": 1}, object(), int, type, gc, lambda: 0, bytearray(b"a"), 1j:
    print(type(value).__name__, gc.is_tracked(value))
