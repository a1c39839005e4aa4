# A base that is no class may supply classes through __mro_entries__ (PEP 560).
class Real:
    tag = "real"
class Proxy:
    def __init__(self, *classes): self.classes = classes
    def __mro_entries__(self, bases):
        print("entries", len(bases), [type(b).__name__ for b in bases])
        return self.classes
class A(Proxy(Real)): pass
print(A.__bases__ == (Real,), A.tag, len(A.__orig_bases__), type(A.__orig_bases__[0]).__name__)
class B(Proxy()): pass
print(B.__bases__)
class Other: pass
class C(Other, Proxy(Real), Proxy(dict)): pass
print([b.__name__ for b in C.__bases__])
class Bad:
    def __mro_entries__(self, bases): return [Real]
for f in (lambda: exec("class D(Bad()): pass"), lambda: type("D", (Proxy(Real),), {}),
          lambda: exec("class D(3): pass")):
    try:
        f()
    except TypeError as e:
        print(e)
class E(list[int]): pass
print(E.__bases__, E.__orig_bases__, E([1]))
print(hasattr(Other, "__orig_bases__"))
