# Some built-in types refuse to be bases, and a base must be a class (8.8).
import sys
for base in (bool, type(None), range, slice, type(...), type(NotImplemented), type(lambda: 0),
             type(len),
             type({}.keys()), memoryview, type(iter([])), type(sys)):
    try:
        class C(base): pass
        print("ok", base.__name__)
    except TypeError as e:
        print(e)
for base in (5, None, "s", print, [int]):
    try:
        class D(base): pass
        print("ok")
    except TypeError as e:
        print(e)
class E(sys.__class__): pass
print(E("m").__name__)
