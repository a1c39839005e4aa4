# Views of bytearrays that are resized.
# ends: done
# prints: 10
b = bytearray(100)
m = memoryview(b)
n = 0
for f in (b.clear, lambda: b.extend(b'x'), lambda: b.append(1), lambda: b.pop(), lambda: b.__delitem__(slice(0, 5)), lambda: b.__iadd__(b'x'), lambda: b.__imul__(3), lambda: b.insert(0, 1), lambda: b.remove(0)):
    try: f()
    except BufferError: n += 1
m.release()
try: m[0]
except ValueError: n += 1
b.clear()
print(n)
