# A class is a sequence or a mapping as the first class of its order says; keys that are equal complex numbers.
import collections, collections.abc
class C: pass
class M1(collections.UserDict, collections.abc.Sequence): pass
class M2(C, collections.UserDict, collections.abc.Sequence): pass
class M3(collections.UserDict, C, list): pass
class S1(C, collections.UserList, collections.abc.Mapping): pass
class S2(collections.UserList, dict, C): pass
class Late(C): pass
def kind(x):
    match x:
        case [*_]: return "sequence"
        case {}: return "mapping"
print([kind(c()) for c in (M1, M2, M3, S1, S2, Late, C)])
collections.abc.Sequence.register(Late)
print(kind(Late()))
for key in "0j", "0.0", "False", "0", "1j":
    try:
        compile("match ...:\n case {0: _, %s: _}: pass" % key, "x", "exec")
        print(key, "differs")
    except SyntaxError as e:
        print(e)
for text in ("[i for i in (lambda: (j := 5))()]", "[i for i in [j for j in range(5) if (k := 1)]]",
             "[i for i in [(j := True) for j in range(5)]]", "lambda: [i for i in (lambda: (j := 5))()]",
             "[(j := i) for i in range(3)]"):
    try:
        compile(text, "x", "eval")
        print("fine")
    except SyntaxError as e:
        print(e)
import sys
class Broken:
    def __iter__(self): return self
    def __next__(self): return 1
    def __getattr__(self, attr): 1/0
def g():
    yield from Broken()
sys.unraisablehook = lambda u: print("unraisable", u.exc_type.__name__, type(u.object).__name__)
i = g()
next(i)
i.close()
i = g()
next(i)
try:
    i.throw(AttributeError)
except ZeroDivisionError as e:
    print(e)
